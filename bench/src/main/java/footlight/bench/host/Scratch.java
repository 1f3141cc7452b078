package footlight.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders for the files of one run. They stay where a run failed, for its logs are in them.
public final class Scratch {
    private Scratch() {}

    public static Path make(Home home, String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(home.target().resolve("runs")), name + "-");
    }

    public static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) Files.deleteIfExists(path);
    }
}
