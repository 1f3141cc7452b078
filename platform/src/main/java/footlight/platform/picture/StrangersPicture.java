package footlight.platform.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/// A stranger's image made harmless: what it is is read from its bytes, its size before its pixels, never more pixels
/// than needed, and it is encoded anew, so that nothing of the original's bytes is served.
public final class StrangersPicture {
    static final int MOST_MEGAPIXELS = 50;
    private static final int MOST_SIDE = 20_000;
    private static final float QUALITY = 0.85f;
    /// Behind transparent pixels: the page's own dark.
    private static final Color BEHIND = new Color(0x14100f);

    private StrangersPicture() {}

    /// The bytes are no JPEG, PNG or GIF that can be read.
    public static final class NotAnImage extends Exception {
        private static final long serialVersionUID = 1L;

        NotAnImage(String message) {
            super(message);
        }
    }

    /// It has more pixels than anybody needs, or than is safe.
    public static final class TooManyPixels extends Exception {
        private static final long serialVersionUID = 1L;

        TooManyPixels(int width, int height) {
            super(width + "x" + height);
        }
    }

    /// The square that somebody wants of a picture is not all within it; the message is its size.
    public static final class OutsideOfPicture extends Exception {
        private static final long serialVersionUID = 1L;

        OutsideOfPicture(int width, int height) {
            super(width + "x" + height);
        }
    }

    /// Which of the pixels that are stored are read.
    ///
    /// @param nth only every nth of them, both ways; still at least twice what is wanted, so that scaling down
    /// looks right
    private record Part(Rectangle region, int nth) {}

    private interface Wanted<X extends Exception> {
        Part of(int wide, int high, Orientation orientation) throws X;
    }

    /// Reads an image and turns it upright; not much larger than `width` x `height` needs.
    public static BufferedImage read(byte[] bytes, int width, int height) throws NotAnImage, TooManyPixels {
        return StrangersPicture.<RuntimeException>read(bytes, MOST_MEGAPIXELS, (wide, high, orientation) -> {
            int wantedWide = orientation.sideways() ? height : width;
            int wantedHigh = orientation.sideways() ? width : height;
            int nth = Math.max(wide / (2 * wantedWide), high / (2 * wantedHigh));
            return new Part(new Rectangle(wide, high), nth);
        });
    }

    /// Reads a square of an image, upright; not much larger than `side` needs.
    ///
    /// @param crop in pixels of the upright image; null for the middle, as much as there is
    /// @throws OutsideOfPicture when there is no such square in it
    public static BufferedImage square(byte[] bytes, int mostMegapixels, int side, @Nullable Crop crop)
            throws NotAnImage, TooManyPixels, OutsideOfPicture {
        return StrangersPicture.<OutsideOfPicture>read(bytes, mostMegapixels, (wide, high, orientation) -> {
            int upWide = orientation.sideways() ? high : wide;
            int upHigh = orientation.sideways() ? wide : high;
            Crop wanted = crop == null ? Crop.middle(upWide, upHigh) : crop;
            if (!wanted.within(upWide, upHigh)) throw new OutsideOfPicture(upWide, upHigh);
            return new Part(orientation.stored(wanted, wide, high), wanted.side() / (2 * side));
        });
    }

    private static <X extends Exception> BufferedImage read(byte[] bytes, int mostMegapixels, Wanted<X> wanted)
            throws NotAnImage, TooManyPixels, X {
        ImageReader reader = reader(bytes);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            int wide = reader.getWidth(0);
            int high = reader.getHeight(0);
            if (wide < 1 || high < 1) throw new NotAnImage("no pixels");
            if (wide > MOST_SIDE || high > MOST_SIDE || (long) wide * high > mostMegapixels * 1_000_000L)
                throw new TooManyPixels(wide, high);
            Orientation orientation = Orientation.of(bytes);
            Part part = wanted.of(wide, high, orientation);
            int nth = Math.max(1, part.nth());
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(part.region());
            param.setSourceSubsampling(nth, nth, 0, 0);
            // The readers fill what is missing with grey, and only warn.
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            BufferedImage image = reader.read(0, param);
            if (warnings.stream().anyMatch(StrangersPicture::tellsOfTheEnd)) throw new NotAnImage(warnings.toString());
            return orientation.upright(image);
        } catch (IOException | RuntimeException damaged) {
            // ImageIO's readers throw all kinds of unchecked exceptions at damaged files.
            throw new NotAnImage(String.valueOf(damaged.getMessage()));
        } finally {
            reader.dispose();
        }
    }

    /// libjpeg's words for data that ends too soon (jerror.h, JWRN_JPEG_EOF and JWRN_HIT_MARKER).
    private static boolean tellsOfTheEnd(String warning) {
        return warning.contains("Premature end") || warning.contains("premature end");
    }

    /// A JPEG of `image`, fitted into `width` x `height`, never enlarged.
    static byte[] jpeg(BufferedImage image, int width, int height) throws IOException {
        double scale = Math.min(1, Math.min(width / (double) image.getWidth(), height / (double) image.getHeight()));
        int wide = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int high = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage at = image;
        // Halving step by step averages all pixels; one big step would skip most.
        while (at.getWidth() > 2 * wide && at.getHeight() > 2 * high)
            at = drawn(at, at.getWidth() / 2, at.getHeight() / 2);
        return encoded(drawn(at, wide, high));
    }

    private static BufferedImage drawn(BufferedImage image, int wide, int high) {
        BufferedImage target = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, wide, high, BEHIND, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageReader reader(byte[] bytes) throws NotAnImage {
        String format;
        if (starts(bytes, 0xFF, 0xD8, 0xFF)) format = "jpeg";
        else if (starts(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) format = "png";
        else if (starts(bytes, 'G', 'I', 'F', '8')) format = "gif";
        else throw new NotAnImage("neither JPEG nor PNG nor GIF");
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) throw new NotAnImage("no reader for " + format);
        return readers.next();
    }

    private static boolean starts(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) return false;
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) return false;
        }
        return true;
    }
}
