package footlight.wire.flv;

import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u32;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The file header, and the back pointer of zero after it. The flags are promises that cannot be taken
/// back once sent. Source: Adobe FLV 10.1, E.2.
public record FlvHeader(boolean audio, boolean video) {
    public static final int BYTES = 9 + FlvTag.BACK_POINTER_BYTES;

    private static final int SIGNATURE = ('F' << 16) | ('L' << 8) | 'V';
    private static final int MOST_HEADER_BYTES = 1024;

    /// Takes header and back pointer from `in`. Empty means "not all here yet", and the position has not moved.
    public static Optional<FlvHeader> read(ByteBuffer in) {
        if (in.remaining() < 9) return Optional.empty();
        int start = in.position();
        if (u24(in, start) != SIGNATURE) throw new MalformedMedia("FLV signature 0x%06x".formatted(u24(in, start)));
        long headerBytes = u32(in, start + 5);
        if (headerBytes < 9 || headerBytes > MOST_HEADER_BYTES)
            throw new MalformedMedia("FLV header of " + headerBytes + " bytes, expected 9");
        int bytes = (int) headerBytes + FlvTag.BACK_POINTER_BYTES;
        if (in.remaining() < bytes) return Optional.empty();
        int flags = u8(in, start + 4);
        in.position(start + bytes);
        return Optional.of(new FlvHeader((flags & 4) != 0, (flags & 1) != 0));
    }

    /// Writes `BYTES` bytes.
    public void write(ByteBuffer out) {
        out.put((byte) 'F').put((byte) 'L').put((byte) 'V').put((byte) 1);
        out.put((byte) ((audio ? 4 : 0) | (video ? 1 : 0))).putInt(9).putInt(0);
    }
}
