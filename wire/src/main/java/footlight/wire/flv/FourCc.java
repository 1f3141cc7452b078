package footlight.wire.flv;

import static footlight.wire.Octets.u8;

import java.nio.ByteBuffer;

/// Names enhanced RTMP's codecs for people.
final class FourCc {
    private FourCc() {}

    /// The four bytes at `at`, what is not a letter or digit as a dot.
    static String read(ByteBuffer in, int at) {
        StringBuilder letters = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
            int c = u8(in, at + i);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
            letters.append(plain ? (char) c : '.');
        }
        String fourCc = letters.toString();
        return switch (fourCc) {
            case "hvc1" -> "HEVC";
            case "av01" -> "AV1";
            case "vp09" -> "VP9";
            case "vp08" -> "VP8";
            case "avc1" -> "H.264 by enhanced RTMP";
            case "Opus" -> "Opus";
            case "fLaC" -> "FLAC";
            case "ac-3" -> "AC-3";
            case "ec-3" -> "E-AC-3";
            case ".mp3" -> "MP3";
            case "mp4a" -> "AAC by enhanced RTMP";
            default -> "codec " + fourCc;
        };
    }
}
