package footlight.wire.flv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Four letters and the number they are.
final class FourCc {
    private FourCc() {}

    static int of(String letters) {
        return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    /// What is not a letter or digit as a dot.
    static String letters(int fourCc) {
        StringBuilder letters = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = (fourCc >> shift) & 0xFF;
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
            letters.append(plain ? (char) c : '.');
        }
        return letters.toString();
    }

    /// For people.
    static String name(int fourCc) {
        String letters = letters(fourCc);
        return switch (letters) {
            case "vp08" -> "VP8";
            case "vvc1" -> "VVC";
            case ".mp3" -> "MP3";
            default -> "codec " + letters;
        };
    }
}
