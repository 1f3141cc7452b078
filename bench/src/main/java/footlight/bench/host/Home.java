package footlight.bench.host;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The source tree that the bench belongs to: its tools are built from source and its peers installed below it.
public record Home(Path root) {
    /// The tree that this class was built in, wherever the command was typed.
    public static Home ofThisBuild() throws IOException {
        var source = Home.class.getProtectionDomain().getCodeSource();
        if (source == null) throw new IOException("the bench does not know where it was built");
        return above(Path.of(URI.create(source.getLocation().toString())));
    }

    /// Looks upwards from `start` for the folder that holds `bench/tools`.
    ///
    /// @throws IOException when there is none: a package without sources cannot be benched
    public static Home above(Path start) throws IOException {
        return Stream.<Path>iterate(start.toAbsolutePath().normalize(), p -> p != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("bench/tools/flvload.c")))
                .findFirst()
                .map(Home::new)
                .orElseThrow(() -> new IOException("the bench runs from Footlight's source tree, and " + start
                        + " is not inside one: go there first"));
    }

    public Path tools() {
        return root.resolve("bench/tools");
    }

    public Path peers() {
        return root.resolve("bench/peers");
    }

    /// Everything the bench makes.
    public Path target() {
        return root.resolve("bench/target");
    }

    public Path launcher() {
        return root.resolve("footlight");
    }
}
