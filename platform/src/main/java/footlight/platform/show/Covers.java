package footlight.platform.show;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.secret.Digests;
import io.vertx.ext.web.Router;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Covers as files in the folder `covers`, named by their content, so that browsers may keep them for ever. Any virtual
/// thread; blocks on the disk and on pixels.
public final class Covers implements Mount {
    private static final int HASH_LETTERS = 24;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + HASH_LETTERS + "}(\\.640)?\\.jpg");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int THUMBNAIL_WIDTH = 640;
    private static final int THUMBNAIL_HEIGHT = 360;

    private final Path folder;
    private final Business business;
    /// A picture of 50 megapixels takes tens of megabytes while it is read.
    private final Semaphore atOnce = new Semaphore(2);
    private final Holds holds = new Holds();

    public Covers(Path dataDir, Business business) throws IOException {
        this.folder = Files.createDirectories(dataDir.resolve("covers"));
        this.business = business;
    }

    @Override
    public void mount(Router router) {
        router.get("/covers/:name").handler(business.on(0, request -> serve(request.pathPart("name"))));
    }

    /// A cover whose files stay while this is open, for somebody who is about to make a show wear it.
    ///
    /// @param hash of its content, its name
    record Kept(String hash, Holds.Hold hold) implements AutoCloseable {
        @Override
        public void close() {
            hold.close();
        }
    }

    /// Makes both sizes.
    ///
    /// @throws Refusal when it is no image, or too large a one
    Kept keep(byte[] upload) throws IOException {
        atOnce.acquireUninterruptibly();
        try {
            BufferedImage image = CoverImage.read(upload, WIDTH, HEIGHT);
            byte[] full = CoverImage.jpeg(image, WIDTH, HEIGHT);
            String hash = HexFormat.of().formatHex(Digests.sha256(full)).substring(0, HASH_LETTERS);
            return kept(hash, full, CoverImage.jpeg(image, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT));
        } catch (CoverImage.NotAnImage no) {
            throw new Refusal(new Problem(
                    415,
                    "not-an-image",
                    "Not an image",
                    "This file is no JPEG, PNG or GIF, or it is damaged. Save it as JPEG or PNG and try again."));
        } catch (CoverImage.TooManyPixels tooMany) {
            throw new Refusal(new Problem(
                    413,
                    "image-too-large",
                    "Image too large",
                    "This image has " + tooMany.getMessage()
                            + " pixels. 50 megapixels and 20000 to a side are the most."));
        } finally {
            atOnce.release();
        }
    }

    private Kept kept(String hash, byte[] full, byte[] thumbnail) throws IOException {
        Holds.Hold hold = holds.hold(hash);
        try {
            write(hash + ".640.jpg", thumbnail);
            write(hash + ".jpg", full);
            return new Kept(hash, hold);
        } catch (IOException | RuntimeException failed) {
            hold.close();
            throw failed;
        }
    }

    /// Takes both sizes away unless somebody keeps them or `inUse` says so; nothing when they are gone already.
    void forget(String hash, Predicate<String> inUse) throws IOException {
        holds.unlessHeld(hash, () -> {
            if (inUse.test(hash)) return;
            Files.deleteIfExists(folder.resolve(hash + ".jpg"));
            Files.deleteIfExists(folder.resolve(hash + ".640.jpg"));
        });
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
        return new Refusal(new Problem(404, "not-found", "Not found", "There is no such cover."));
    }
}
