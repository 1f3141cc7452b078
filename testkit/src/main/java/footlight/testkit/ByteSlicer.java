package footlight.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Cuts bytes into pieces as a network might. Each piece is a buffer of its own, direct and heap by
/// turns, with foreign bytes around it, so that a reader which looks past its piece is found out.
public final class ByteSlicer {
    private static final byte FOREIGN = (byte) 0xA5;

    private ByteSlicer() {}

    /// Pieces of `pieceBytes`, the last one shorter when it has to be.
    public static List<ByteBuffer> pieces(byte[] bytes, int pieceBytes) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += pieceBytes)
            pieces.add(piece(bytes, at, Math.min(pieceBytes, bytes.length - at), pieces.size()));
        return pieces;
    }

    /// Pieces of random sizes, mostly small: the same for the same seed.
    public static List<ByteBuffer> pieces(byte[] bytes, Random random) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int most = random.nextInt(4) == 0 ? 5000 : 20;
            int count = Math.min(1 + random.nextInt(most), bytes.length - at);
            pieces.add(piece(bytes, at, count, pieces.size()));
            at += count;
        }
        return pieces;
    }

    private static ByteBuffer piece(byte[] bytes, int at, int count, int index) {
        int around = 3;
        int room = count + 2 * around;
        ByteBuffer piece = index % 2 == 0 ? ByteBuffer.allocate(room) : ByteBuffer.allocateDirect(room);
        while (piece.hasRemaining()) piece.put(FOREIGN);
        return piece.put(around, bytes, at, count).limit(around + count).position(around);
    }
}
