package footlight.engine.hls;

import org.jspecify.annotations.Nullable;

/// Which bytes are wanted: `from` inclusive, `to` exclusive. Source: RFC 9110, 14.1.2 and 14.2.
record ByteRange(int from, int to) {
    /// What could be wanted of `size` bytes by that header. Anything but one range of bytes is the whole, as if there
    /// were no header; null when the range begins behind the end.
    static @Nullable ByteRange read(@Nullable String header, int size) {
        ByteRange whole = new ByteRange(0, size);
        if (header == null || !header.startsWith("bytes=")) return whole;
        int dash = header.indexOf('-');
        String first = dash < 0 ? "" : header.substring("bytes=".length(), dash).strip();
        String last = dash < 0 ? "" : header.substring(dash + 1).strip();
        if (dash < 0 || !first.matches("[0-9]{0,9}") || !last.matches("[0-9]{0,9}")) return whole;
        if (first.isEmpty() && last.isEmpty()) return whole;
        if (first.isEmpty()) {
            int tail = Integer.parseInt(last);
            return tail == 0 ? null : new ByteRange(Math.max(0, size - tail), size);
        }
        int from = Integer.parseInt(first);
        int to = last.isEmpty() ? size : Math.min(size, Integer.parseInt(last) + 1);
        if (!last.isEmpty() && Integer.parseInt(last) < from) return whole;
        return from >= size ? null : new ByteRange(from, to);
    }

    boolean whole(int size) {
        return from == 0 && to == size;
    }

    int length() {
        return to - from;
    }
}
