package footlight.testkit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import javax.imageio.ImageIO;

/// Reads the moment that the demo's picture spells in a row of black and white blocks, wherever in a screenshot
/// and however large it is shown. The row is described in `docs/algorithms/clock-blocks.md`.
public final class ClockBlocksReader {
    private static final int BLOCKS = 42;
    private static final int WHITE_FROM = 128;
    /// Fewer pixels a block cannot be told apart after video coding.
    private static final double NARROWEST_BLOCK = 3;
    /// Rows of pixels that must agree before a reading is believed.
    private static final int WITNESSES = 3;

    private final BufferedImage image;

    private ClockBlocksReader(BufferedImage image) {
        this.image = image;
    }

    /// The epoch's milliseconds in the screenshot `png`, or empty when no valid row of blocks is in it. The row holds
    /// 32 bits; of the moments it may mean, the one nearest to `about` is taken.
    public static OptionalLong read(Path png, Instant about) throws IOException {
        return read(ImageIO.read(png.toFile()), about);
    }

    public static OptionalLong read(BufferedImage image, Instant about) {
        OptionalLong low = new ClockBlocksReader(image).low32();
        if (low.isEmpty()) return low;
        long wrap = 1L << 32;
        long candidate = (about.toEpochMilli() & -wrap) + low.getAsLong();
        if (candidate - about.toEpochMilli() > wrap / 2) candidate -= wrap;
        if (about.toEpochMilli() - candidate > wrap / 2) candidate += wrap;
        return OptionalLong.of(candidate);
    }

    private OptionalLong low32() {
        Map<Long, Integer> witnesses = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            OptionalLong reading = row(y);
            if (reading.isEmpty()) continue;
            if (witnesses.merge(reading.getAsLong(), 1, Integer::sum) == WITNESSES) return reading;
        }
        return OptionalLong.empty();
    }

    /// Every place where two white blocks and a black one may begin is tried.
    private OptionalLong row(int y) {
        int x = 1;
        while (x < image.getWidth()) {
            if (!white(x, y) || white(x - 1, y)) {
                x++;
                continue;
            }
            int whiteEnd = runEnd(x, y);
            int blackEnd = runEnd(whiteEnd, y);
            double block = (whiteEnd - x) / 2.0;
            boolean begins = block >= NARROWEST_BLOCK && Math.abs(blackEnd - whiteEnd - block) < block / 2;
            if (begins) {
                OptionalLong reading = blocks(x, block, y);
                if (reading.isPresent()) return reading;
            }
            x = whiteEnd;
        }
        return OptionalLong.empty();
    }

    /// The width of one block is known to half a pixel only, so each edge near the expected end is tried as the end.
    private OptionalLong blocks(int left, double about, int y) {
        int slack = (int) (BLOCKS * (0.6 + about / 20));
        int expected = (int) Math.round(left + BLOCKS * about);
        for (int right = expected - slack; right <= expected + slack; right++) {
            if (right <= left || right > image.getWidth() || !white(right - 1, y) || white(right, y)) continue;
            double block = (right - left) / (double) BLOCKS;
            OptionalLong reading = edgesFit(left, right, block, y) ? sampled(left, block, y) : OptionalLong.empty();
            if (reading.isPresent()) return reading;
        }
        return OptionalLong.empty();
    }

    private boolean edgesFit(int left, int right, double block, int y) {
        double patience = Math.max(1.5, block / 5);
        for (int x = left + 1; x < right; x++) {
            double away = (x - left) - Math.round((x - left) / block) * block;
            if (white(x, y) != white(x - 1, y) && Math.abs(away) > patience) return false;
        }
        return true;
    }

    private OptionalLong sampled(int left, double block, int y) {
        long bits = 0;
        for (int i = 0; i < BLOCKS; i++) bits = bits << 1 | (white((int) (left + (i + 0.5) * block), y) ? 1 : 0);
        long spelled = bits >> 6 & 0xFFFF_FFFFL;
        int check = 10;
        for (int digit = 0; digit < 8; digit++) check += (int) (spelled >> (4 * digit) & 0xF);
        boolean valid = bits >> 38 == 0b1101 && (bits & 0b11) == 0b01 && (bits >> 2 & 0xF) == (check & 0xF);
        return valid ? OptionalLong.of(spelled) : OptionalLong.empty();
    }

    private int runEnd(int from, int y) {
        int x = from;
        while (x < image.getWidth() && white(x, y) == white(from, y)) x++;
        return x;
    }

    private boolean white(int x, int y) {
        if (x >= image.getWidth()) return false;
        int rgb = image.getRGB(x, y);
        int luma = ((rgb >> 16 & 0xFF) * 54 + (rgb >> 8 & 0xFF) * 183 + (rgb & 0xFF) * 19) >> 8;
        return luma >= WHITE_FROM;
    }
}
