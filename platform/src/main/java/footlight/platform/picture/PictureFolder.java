package footlight.platform.picture;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.api.Refusals;
import footlight.platform.api.Turns;
import footlight.platform.secret.Digests;
import io.vertx.ext.web.Router;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pictures of one kind as files in a folder, named by their content, so that browsers may keep them for ever. Any
/// virtual thread; blocks on the disk and on pixels.
public final class PictureFolder implements Mount {
    private static final int HASH_LETTERS = 24;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + HASH_LETTERS + "}(\\.[0-9]{1,4})?\\.jpg");
    /// A picture of 50 megapixels takes tens of megabytes while it is read, whatever it is for.
    private static final Turns TURNS =
            new Turns(2, Duration.ofSeconds(5), "Many pictures come in right now. Try again in a moment.");
    /// A picture of a person is small wherever it is seen, and everybody may have one.
    private static final int MOST_MEGAPIXELS_SQUARE = 24;

    private final Path folder;
    private final String word;
    private final List<Size> sizes;
    private final boolean square;
    private final Business business;
    private final Holds holds = new Holds();

    /// One file of a picture: `<hash>.jpg`, or `<hash>.640.jpg` with `suffix` being `.640`.
    public record Size(String suffix, int width, int height) {}

    private PictureFolder(Path folder, String word, List<Size> sizes, boolean square, Business business) {
        this.folder = folder;
        this.word = word;
        this.sizes = sizes;
        this.square = square;
        this.business = business;
    }

    /// Pictures in their own shape.
    ///
    /// @param word the folder's name in `dataDir`, and the path's
    /// @param sizes the largest first
    public static PictureFolder open(Path dataDir, String word, List<Size> sizes, Business business)
            throws IOException {
        return new PictureFolder(Files.createDirectories(dataDir.resolve(word)), word, sizes, false, business);
    }

    /// As wide as high: of other pictures the part that is asked for.
    public static PictureFolder square(Path dataDir, String word, List<Size> sizes, Business business)
            throws IOException {
        return new PictureFolder(Files.createDirectories(dataDir.resolve(word)), word, sizes, true, business);
    }

    @Override
    public void mount(Router router) {
        router.get("/" + word + "/:name").handler(business.on(0, request -> serve(request.pathPart("name"))));
    }

    /// A picture whose files stay while this is open, for somebody who is about to use it.
    public static final class Kept implements AutoCloseable {
        private final String hash;
        private final Holds.Hold hold;

        Kept(String hash, Holds.Hold hold) {
            this.hash = hash;
            this.hold = hold;
        }

        /// Of its content, its name.
        public String hash() {
            return hash;
        }

        @Override
        public void close() {
            hold.close();
        }
    }

    /// Makes all sizes.
    ///
    /// @throws Refusal when it is no image, or too large a one
    public Kept keep(byte[] upload) throws IOException {
        return keep(upload, null);
    }

    /// The same of a part of it, where pictures are square.
    ///
    /// @param crop null for the middle
    /// @throws Refusal as `keep`, and when the part is not within the picture
    public Kept keep(byte[] upload, @Nullable Crop crop) throws IOException {
        TURNS.take();
        try {
            Size largest = sizes.getFirst();
            BufferedImage image = square
                    ? StrangersPicture.square(upload, MOST_MEGAPIXELS_SQUARE, largest.width(), crop)
                    : StrangersPicture.read(upload, largest.width(), largest.height());
            byte[] full = StrangersPicture.jpeg(image, largest.width(), largest.height());
            String hash = HexFormat.of().formatHex(Digests.sha256(full)).substring(0, HASH_LETTERS);
            return kept(hash, full, image);
        } catch (StrangersPicture.NotAnImage no) {
            throw new Refusal(new Problem(
                    415,
                    "not-an-image",
                    "Not an image",
                    "This file is no JPEG, PNG or GIF, or it is damaged. Save it as JPEG or PNG and try again."));
        } catch (StrangersPicture.OutsideOfPicture outside) {
            throw Refusals.invalid("crop", "must lie within the picture, " + outside.getMessage() + " pixels");
        } catch (StrangersPicture.TooManyPixels tooMany) {
            throw new Refusal(new Problem(
                    413,
                    "image-too-large",
                    "Image too large",
                    "This image has " + tooMany.getMessage()
                            + " pixels. " + (square ? MOST_MEGAPIXELS_SQUARE : StrangersPicture.MOST_MEGAPIXELS)
                            + " megapixels and 20000 to a side are the most."));
        } finally {
            TURNS.giveBack();
        }
    }

    private Kept kept(String hash, byte[] full, BufferedImage image) throws IOException {
        Holds.Hold hold = holds.hold(hash);
        try {
            for (Size size : sizes.subList(1, sizes.size()))
                write(hash + size.suffix() + ".jpg", StrangersPicture.jpeg(image, size.width(), size.height()));
            write(hash + ".jpg", full);
            return new Kept(hash, hold);
        } catch (IOException | RuntimeException failed) {
            hold.close();
            throw failed;
        }
    }

    /// Takes all sizes away unless somebody keeps them or `inUse` says so; nothing when they are gone already.
    public void forget(String hash, Predicate<String> inUse) throws IOException {
        holds.unlessHeld(hash, () -> {
            if (inUse.test(hash)) return;
            for (Size size : sizes) Files.deleteIfExists(folder.resolve(hash + size.suffix() + ".jpg"));
        });
    }

    /// The largest size's bytes.
    ///
    /// @throws NoSuchFileException when there is no such picture
    public byte[] bytes(String hash) throws IOException {
        return Files.readAllBytes(folder.resolve(hash + ".jpg"));
    }

    private Answer serve(String name) throws IOException {
        if (!NAME.matcher(name).matches()) throw gone();
        try {
            return Answer.of(200, "image/jpeg", Files.readAllBytes(folder.resolve(name)))
                    .with("cache-control", "public, max-age=31536000, immutable")
                    .with("cross-origin-resource-policy", "cross-origin");
        } catch (NoSuchFileException none) {
            throw gone();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(folder, "new", ".tmp");
        try {
            Files.write(fresh, bytes);
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Refusal gone() {
        return new Refusal(new Problem(404, "not-found", "Not found", "There is no such picture."));
    }
}
