package footlight.app.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folder into which bundled programs are unpacked. Any number of processes may unpack at the same moment:
/// each fills a folder of its own and the first rename wins, so a folder with its final name is always whole.
public record ProgramCache(Path folder) {

    /// Fills `into` with a program's files.
    public interface Unpacking {
        void into(Path into) throws IOException;
    }

    /// `FOOTLIGHT_CACHE`, else `XDG_CACHE_HOME/footlight`, else `~/.cache/footlight`; `fallback` where the
    /// user has no home to write to.
    public static ProgramCache of(Map<String, String> environment, Path fallback) {
        String own = environment.get("FOOTLIGHT_CACHE");
        if (own != null && !own.isEmpty()) return new ProgramCache(Path.of(own).toAbsolutePath());
        String cacheHome = environment.get("XDG_CACHE_HOME");
        String home = environment.get("HOME");
        Path chosen = cacheHome != null && !cacheHome.isEmpty()
                ? Path.of(cacheHome, "footlight")
                : home != null && !home.isEmpty() ? Path.of(home, ".cache", "footlight") : fallback;
        try {
            Files.createDirectories(chosen);
        } catch (IOException notOurs) {
            return new ProgramCache(fallback.toAbsolutePath());
        }
        return new ProgramCache(Files.isWritable(chosen) ? chosen.toAbsolutePath() : fallback.toAbsolutePath());
    }

    /// The folder `name`, unpacked by `unpacking` unless it is there.
    public Path unpacked(String name, Unpacking unpacking) {
        Path ready = folder.resolve(name);
        if (Files.isDirectory(ready)) return ready;
        try {
            Files.createDirectories(folder);
            Path scratch = Files.createTempDirectory(folder, name + ".");
            try {
                unpacking.into(scratch);
                openToAll(scratch);
                Files.move(scratch, ready);
            } catch (IOException lostRaceOrFailed) {
                delete(scratch);
                if (!Files.isDirectory(ready)) throw lostRaceOrFailed;
            }
            return ready;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot unpack " + name + " into " + folder, failed);
        }
    }

    /// The file name of the jar that holds `resource`, without `.jar`: a name that changes with the version.
    /// Null when no such resource is on the class path.
    static @Nullable String jarNameOf(String resource) {
        if (ProgramCache.class.getClassLoader().getResource(resource) == null) return null;
        Path name = jarOf(resource).getFileName();
        return name == null ? null : name.toString().replaceFirst("\\.jar$", "");
    }

    /// The jar that holds `resource`, which must be there.
    static Path jarOf(String resource) {
        URL url = ProgramCache.class.getClassLoader().getResource(resource);
        try {
            if (url != null && url.openConnection() instanceof JarURLConnection inJar)
                return Path.of(inJar.getJarFileURL().toURI());
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("cannot find the jar of " + resource, unreadable);
        }
        throw new IllegalStateException(resource + " is in no jar on the class path");
    }

    // createTempDirectory makes 0700; a database that runs as another user must get in.
    private static void openToAll(Path scratch) throws IOException {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Removes `tree`, where it is, with all in it.
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
