package footlight.app.demo;

/// A moment spelled in black and white blocks, so that the delay of a picture can be read from its pixels.
///
/// One row of 42 equal blocks from left to right on a black band, white = 1:
/// `1101`, then the low 32 bits of the epoch's milliseconds, highest first, then a check of 4 bits (the sum of
/// their eight hexadecimal digits and 10, modulo 16), then `01`. Described in `docs/algorithms/clock-blocks.md`; read
/// by `footlight.testkit.ClockBlocksReader`.
final class ClockBlocks {
    static final int BLOCKS = 42;
    static final int BLOCK_WIDTH = 28;
    static final int BLOCK_HEIGHT = 48;
    static final int LEFT = (Picture.WIDTH - BLOCKS * BLOCK_WIDTH) / 2;
    /// In the middle of the height: a player's own words and controls lie over the edges.
    static final int TOP = 462;

    private static final int MARGIN = 12;

    private ClockBlocks() {}

    static void draw(Picture picture, long epochMs) {
        picture.box(0, TOP - MARGIN, Picture.WIDTH, BLOCK_HEIGHT + 2 * MARGIN, Picture.BLACK);
        long bits = bits(epochMs);
        for (int i = 0; i < BLOCKS; i++) {
            boolean white = (bits >> (BLOCKS - 1 - i) & 1) == 1;
            if (white) picture.box(LEFT + i * BLOCK_WIDTH, TOP, BLOCK_WIDTH, BLOCK_HEIGHT, Picture.WHITE);
        }
    }

    private static long bits(long epochMs) {
        long spelled = epochMs & 0xFFFF_FFFFL;
        int check = 10;
        for (int digit = 0; digit < 8; digit++) check += (int) (spelled >> (4 * digit) & 0xF);
        return 0b1101L << 38 | spelled << 6 | (check & 0xFL) << 2 | 0b01;
    }
}
