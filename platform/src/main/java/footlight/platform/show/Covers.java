package footlight.platform.show;

import footlight.front.Business;
import footlight.front.Mount;
import footlight.platform.picture.PictureFolder;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// Covers of shows, in the folder `covers`. Any virtual thread; blocks on the disk and on pixels.
public final class Covers implements Mount {
    private final PictureFolder pictures;

    public Covers(Path dataDir, Business business) throws IOException {
        this.pictures = PictureFolder.open(
                dataDir,
                "covers",
                List.of(new PictureFolder.Size("", 1280, 720), new PictureFolder.Size(".640", 640, 360)),
                business);
    }

    @Override
    public void mount(Router router) {
        pictures.mount(router);
    }

    /// @throws footlight.front.Refusal when it is no image, or too large a one
    PictureFolder.Kept keep(byte[] upload) throws IOException {
        return pictures.keep(upload);
    }

    /// Takes it away unless somebody keeps it or `inUse` says so.
    void forget(String hash, Predicate<String> inUse) throws IOException {
        pictures.forget(hash, inUse);
    }
}
