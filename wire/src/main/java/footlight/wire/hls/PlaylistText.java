package footlight.wire.hls;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// Writes lines of a playlist as bytes, without strings in between. Lines end with LF. For one thread.
final class PlaylistText {
    private static final int MICROS = 1_000_000;

    private byte[] bytes;
    private int length;

    PlaylistText(int likelyBytes) {
        bytes = new byte[likelyBytes];
    }

    /// ASCII, and URIs that [#quoted] has checked.
    PlaylistText text(String text) {
        int more = text.length();
        room(more);
        for (int i = 0; i < more; i++) bytes[length + i] = (byte) text.charAt(i);
        length += more;
        return this;
    }

    PlaylistText line() {
        room(1);
        bytes[length++] = '\n';
        return this;
    }

    PlaylistText number(long value) {
        if (value < 0) throw new IllegalArgumentException("a playlist has no number " + value);
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) digits++;
        return padded(value, digits);
    }

    /// Microseconds as seconds: three digits behind the point, or as many as it takes.
    PlaylistText seconds(long micros) {
        number(micros / MICROS).text(".");
        int fraction = (int) (micros % MICROS);
        int digits = 6;
        for (; digits > 3 && fraction % 10 == 0; digits--) fraction /= 10;
        return padded(fraction, digits);
    }

    /// A quoted-string. Source: RFC 8216bis, 4.2.
    PlaylistText quoted(String text) {
        return text("\"").uri(text).text("\"");
    }

    /// A URI on a line of its own or within quotes: nothing in it may end the line or the quotes, and it is ASCII.
    PlaylistText uri(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == '"' || c >= 0x7F)
                throw new IllegalArgumentException("character " + (int) c + " in a URI of a playlist");
        }
        if (uri.isEmpty() || uri.charAt(0) == '#') throw new IllegalArgumentException("no URI: '" + uri + "'");
        return text(uri);
    }

    /// 2026-11-20T13:12:09.123Z
    PlaylistText dateTime(Instant instant) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        padded(at.getYear(), 4)
                .text("-")
                .padded(at.getMonthValue(), 2)
                .text("-")
                .padded(at.getDayOfMonth(), 2);
        text("T").padded(at.getHour(), 2).text(":").padded(at.getMinute(), 2).text(":");
        return padded(at.getSecond(), 2)
                .text(".")
                .padded(at.getNano() / MICROS, 3)
                .text("Z");
    }

    /// Shares the bytes: the writer is done with.
    ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
    }

    private PlaylistText padded(long value, int digits) {
        room(digits);
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
}
