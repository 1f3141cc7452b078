package footlight.platform.picture;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a camera was held, as phones write it into their JPEGs instead of turning the pixels.
/// Source: Exif 2.32, 4.6.4, tag 0x0112; values 1 to 8.
///
/// @param value 1 is upright
record Orientation(int value) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;
    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int MOST_ENTRIES = 200;

    /// Upright for everything that is no JPEG, says nothing, or says nonsense.
    static Orientation of(byte[] image) {
        ByteBuffer in = ByteBuffer.wrap(image);
        try {
            if (in.getShort() != (short) 0xFFD8) return UPRIGHT;
            while (true) {
                int marker = in.getShort() & 0xFFFF;
                int bytes = (in.getShort() & 0xFFFF) - 2;
                if (marker < 0xFF00 || marker == START_OF_SCAN || bytes < 0 || bytes > in.remaining()) return UPRIGHT;
                if (marker == APP1 && bytes > 6 && in.getInt(in.position()) == 0x45786966)
                    return inTiff(in.slice(in.position() + 6, bytes - 6));
                in.position(in.position() + bytes);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException cutShort) {
            return UPRIGHT;
        }
    }

    private static Orientation inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = tiff.getInt(4);
        int entries = Math.min(tiff.getShort(at) & 0xFFFF, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) != TAG) continue;
            int value = tiff.getShort(entry + 8) & 0xFFFF;
            return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
        }
        return UPRIGHT;
    }

    /// Whether width and height change places.
    boolean sideways() {
        return value >= 5;
    }

    /// Where a square of the upright picture is among the pixels as they are stored, `w` x `h` of them.
    Rectangle stored(Crop crop, int w, int h) {
        int x = crop.x();
        int y = crop.y();
        int side = crop.side();
        return switch (value) {
            case 2 -> new Rectangle(w - x - side, y, side, side);
            case 3 -> new Rectangle(w - x - side, h - y - side, side, side);
            case 4 -> new Rectangle(x, h - y - side, side, side);
            case 5 -> new Rectangle(y, x, side, side);
            case 6 -> new Rectangle(y, h - x - side, side, side);
            case 7 -> new Rectangle(w - y - side, h - x - side, side, side);
            case 8 -> new Rectangle(w - y - side, x, side, side);
            default -> new Rectangle(x, y, side, side);
        };
    }

    BufferedImage upright(BufferedImage image) {
        if (value == 1) return image;
        int w = image.getWidth();
        int h = image.getHeight();
        AffineTransform turn =
                switch (value) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    default -> new AffineTransform(0, -1, 1, 0, 0, w);
                };
        BufferedImage turned = new BufferedImage(sideways() ? h : w, sideways() ? w : h, BufferedImage.TYPE_INT_ARGB);
        var graphics = turned.createGraphics();
        try {
            graphics.drawImage(image, new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR), 0, 0);
        } finally {
            graphics.dispose();
        }
        return turned;
    }
}
