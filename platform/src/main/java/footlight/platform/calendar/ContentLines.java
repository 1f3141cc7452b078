package footlight.platform.calendar;

/// The lines of an iCalendar file: escaped, folded, ended. Source: RFC 5545, sections 3.1 and 3.3.11.
final class ContentLines {
    /// Without the line's end.
    private static final int LINE_OCTETS = 75;

    private final StringBuilder lines = new StringBuilder(1024);

    /// A line whose value needs no escaping, such as a time or an address.
    ContentLines put(String name, String value) {
        fold(name + ":" + value);
        return this;
    }

    /// A line whose value is somebody's words.
    ContentLines text(String name, String words) {
        return put(name, escaped(words));
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    private static String escaped(String words) {
        StringBuilder text = new StringBuilder(words.length() + 16);
        words.replace("\r\n", "\n").codePoints().forEach(letter -> {
            switch (letter) {
                case '\\', ';', ',' -> text.append('\\').appendCodePoint(letter);
                case '\n', '\r' -> text.append("\\n");
                default -> {
                    // The grammar has no other control characters, and no half of a pair.
                    boolean control = (letter < ' ' && letter != '\t') || letter == 0x7f;
                    boolean half = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
                    if (!control && !half) text.appendCodePoint(letter);
                }
            }
        });
        return text.toString();
    }

    /// Between characters, never within one: many readers put the pieces together as text, not as bytes.
    private void fold(String line) {
        int octets = 0;
        for (int at = 0; at < line.length(); ) {
            int letter = line.codePointAt(at);
            int width = octets(letter);
            if (octets + width > LINE_OCTETS) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.appendCodePoint(letter);
            octets += width;
            at += Character.charCount(letter);
        }
        lines.append("\r\n");
    }

    private static int octets(int letter) {
        if (letter < 0x80) return 1;
        if (letter < 0x800) return 2;
        return letter < 0x10000 ? 3 : 4;
    }
}
