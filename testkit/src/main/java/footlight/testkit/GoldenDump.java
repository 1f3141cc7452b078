package footlight.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares what a parser made of its input, written as lines, with the lines kept in
/// `src/test/resources/dumps/`. `-Dgolden.write=true` writes them anew: read the diff before it is
/// committed.
public final class GoldenDump {
    private GoldenDump() {}

    /// `beside` is the test class whose module keeps the dump.
    public static void assertMatches(Class<?> beside, String name, String dump) {
        String resource = "/dumps/" + name;
        if (Boolean.getBoolean("golden.write")) {
            write(Path.of("src/test/resources" + resource), dump);
            return;
        }
        try (InputStream kept = beside.getResourceAsStream(resource)) {
            assertThat(kept).as("golden dump " + resource).isNotNull();
            assertThat(dump).isEqualTo(new String(kept.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path path, String dump) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
