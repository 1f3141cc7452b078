package footlight.bench.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds programs as a shell would, and then in the places where Debian puts daemons.
public final class Program {
    private static final String PLACES = "/usr/local/sbin:/usr/sbin:/sbin";

    private Program() {}

    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + PLACES;
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param packages what `apt install` would bring it
    /// @throws MissingProgram when it is nowhere
    public static Path need(String name, String packages) throws MissingProgram {
        return find(name).orElseThrow(() -> new MissingProgram(name, "apt install " + packages));
    }
}
