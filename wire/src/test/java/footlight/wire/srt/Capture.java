package footlight.wire.srt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// What ffmpeg 5.1 with libsrt 1.5.1 and a listener of the same said to each other at the beginning of a session:
/// stream id `#!::r=sk_good,m=publish`, passphrase `correct-horse`, AES-128, latency 250 ms.
final class Capture {
    static final String PASSPHRASE = "correct-horse";

    private Capture() {}

    static List<byte[]> fromCaller() {
        return lines(">");
    }

    static List<byte[]> fromListener() {
        return lines("<");
    }

    static SrtPacket packet(byte[] bytes) {
        return SrtPacket.read(ByteBuffer.wrap(bytes));
    }

    static ByteBuffer handshake(byte[] bytes) {
        return ((SrtPacket.Handshake) packet(bytes)).body();
    }

    private static List<byte[]> lines(String side) {
        try (InputStream in = Capture.class.getResourceAsStream("/samples/srt-encrypted.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(side))
                    .map(line -> HexFormat.of().parseHex(line.substring(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
