package footlight.app.demo;

/// Digits and capital letters of 5 by 7 dots, drawn as large as asked. A glyph is seven rows of five bits.
final class Letters {
    static final int ADVANCE = 6;
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;
    private static final String KNOWN = " 0123456789:.FOTLIGHDEMUC";
    private static final String[] GLYPHS = {
        "00000 00000 00000 00000 00000 00000 00000",
        "01110 10001 10011 10101 11001 10001 01110",
        "00100 01100 00100 00100 00100 00100 01110",
        "01110 10001 00001 00010 00100 01000 11111",
        "11111 00010 00100 00010 00001 10001 01110",
        "00010 00110 01010 10010 11111 00010 00010",
        "11111 10000 11110 00001 00001 10001 01110",
        "00110 01000 10000 11110 10001 10001 01110",
        "11111 00001 00010 00100 01000 01000 01000",
        "01110 10001 10001 01110 10001 10001 01110",
        "01110 10001 10001 01111 00001 00010 01100",
        "00000 00100 00100 00000 00100 00100 00000",
        "00000 00000 00000 00000 00000 01100 01100",
        "11111 10000 10000 11110 10000 10000 10000",
        "01110 10001 10001 10001 10001 10001 01110",
        "11111 00100 00100 00100 00100 00100 00100",
        "10000 10000 10000 10000 10000 10000 11111",
        "01110 00100 00100 00100 00100 00100 01110",
        "01110 10001 10000 10111 10001 10001 01111",
        "10001 10001 10001 11111 10001 10001 10001",
        "11100 10010 10001 10001 10001 10010 11100",
        "11111 10000 10000 11110 10000 10000 11111",
        "10001 11011 10101 10101 10001 10001 10001",
        "10001 10001 10001 10001 10001 10001 01110",
        "01110 10001 10000 10000 10000 10001 01110",
    };

    private Letters() {}

    /// Draws `text` with dots of `dot` pixels. A letter there is no glyph for is left blank.
    static void draw(Picture picture, String text, int left, int top, int dot) {
        for (int i = 0; i < text.length(); i++) {
            String glyph = GLYPHS[Math.max(0, KNOWN.indexOf(text.charAt(i)))];
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    if (glyph.charAt(row * (COLUMNS + 1) + column) != '1') continue;
                    int x = left + (i * ADVANCE + column) * dot;
                    picture.box(x, top + row * dot, dot, dot, Picture.WHITE);
                }
            }
        }
    }

    static int width(String text, int dot) {
        return (text.length() * ADVANCE - 1) * dot;
    }
}
