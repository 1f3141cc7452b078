package footlight.app.demo;

import java.util.Arrays;

/// One picture in YUV 4:2:0, drawn by plain arithmetic: no fonts, no graphics library, so that it works on a bare
/// server. Coordinates are pixels; what lies outside is not drawn. Colour is video range: Y 16 to 235, U and V 128 for
/// grey. Belongs to one thread.
final class Picture {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    static final int BLACK = 16;
    static final int WHITE = 235;
    private static final int LUMA_BYTES = WIDTH * HEIGHT;
    private static final int CHROMA_WIDTH = WIDTH / 2;
    private static final int CHROMA_BYTES = LUMA_BYTES / 4;

    /// The three planes one behind the other, as ffmpeg's `yuv420p` wants them.
    final byte[] planes = new byte[LUMA_BYTES + 2 * CHROMA_BYTES];

    void copyFrom(Picture other) {
        System.arraycopy(other.planes, 0, planes, 0, planes.length);
    }

    int luma(int x, int y) {
        return planes[y * WIDTH + x] & 0xFF;
    }

    void luma(int x, int y, int value) {
        if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return;
        planes[y * WIDTH + x] = (byte) Math.clamp(value, BLACK, WHITE);
    }

    void tint(int x, int y, int u, int v) {
        if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return;
        int at = LUMA_BYTES + (y / 2) * CHROMA_WIDTH + x / 2;
        planes[at] = (byte) u;
        planes[at + CHROMA_BYTES] = (byte) v;
    }

    /// A grey rectangle, colour taken out under it.
    void box(int left, int top, int width, int height, int value) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(planes, y * WIDTH + left, y * WIDTH + left + width, (byte) value);
        }
        for (int y = top / 2; y < (top + height) / 2; y++) {
            int row = LUMA_BYTES + y * CHROMA_WIDTH;
            Arrays.fill(planes, row + left / 2, row + (left + width) / 2, (byte) 128);
            Arrays.fill(planes, row + CHROMA_BYTES + left / 2, row + CHROMA_BYTES + (left + width) / 2, (byte) 128);
        }
    }

    /// A disc that glows: full in the middle, fading to nothing at `radius`, and colouring as much as it lights.
    void glow(int centreX, int centreY, int radius, int strength, int u, int v) {
        for (int y = Math.max(0, centreY - radius); y < Math.min(HEIGHT, centreY + radius); y++) {
            for (int x = Math.max(0, centreX - radius); x < Math.min(WIDTH, centreX + radius); x++) {
                int square = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
                int share = 256 - 256 * square / (radius * radius);
                if (share <= 0) continue;
                luma(x, y, luma(x, y) + strength * share / 256);
                if (x % 2 == 0 && y % 2 == 0) blend(LUMA_BYTES + (y / 2) * CHROMA_WIDTH + x / 2, u, v, share);
            }
        }
    }

    private void blend(int at, int u, int v, int share) {
        int oldU = planes[at] & 0xFF;
        int oldV = planes[at + CHROMA_BYTES] & 0xFF;
        planes[at] = (byte) (oldU + (u - oldU) * share / 256);
        planes[at + CHROMA_BYTES] = (byte) (oldV + (v - oldV) * share / 256);
    }
}
