package footlight.platform.picture;

import footlight.front.Business;
import footlight.front.Mount;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Pictures of people, square, in the folder `avatars`. Any virtual thread; blocks on the disk and on pixels.
public final class Avatars implements Mount {
    private static final String WORD = "avatars";
    private static final String SMALL = ".128";

    private final PictureFolder pictures;

    public Avatars(Path dataDir, Business business) throws IOException {
        this.pictures = PictureFolder.square(
                dataDir,
                WORD,
                List.of(new PictureFolder.Size("", 512, 512), new PictureFolder.Size(SMALL, 128, 128)),
                business);
    }

    /// Where it is found; null for none.
    public static @Nullable String url(@Nullable String hash) {
        return hash == null ? null : "/" + WORD + "/" + hash + ".jpg";
    }

    /// The same for the small one.
    public static @Nullable String thumbnailUrl(@Nullable String hash) {
        return hash == null ? null : "/" + WORD + "/" + hash + SMALL + ".jpg";
    }

    @Override
    public void mount(Router router) {
        pictures.mount(router);
    }

    /// @param crop null for the middle
    /// @throws footlight.front.Refusal when it is no image, too large a one, or has no such part
    public PictureFolder.Kept keep(byte[] upload, @Nullable Crop crop) throws IOException {
        return pictures.keep(upload, crop);
    }

    /// Takes it away unless somebody keeps it or `inUse` says so.
    public void forget(String hash, Predicate<String> inUse) throws IOException {
        pictures.forget(hash, inUse);
    }

    /// The large one.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is no such picture
    public byte[] bytes(String hash) throws IOException {
        return pictures.bytes(hash);
    }
}
