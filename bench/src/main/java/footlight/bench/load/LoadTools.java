package footlight.bench.load;

import footlight.bench.host.Home;
import footlight.bench.host.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The C programs of `bench/tools`, built into `bench/target/tools`. Make rebuilds only what has changed.
public final class LoadTools {
    private final Path folder;

    private LoadTools(Path folder) {
        this.folder = folder;
    }

    /// @throws footlight.bench.host.MissingProgram when there is no compiler
    /// @throws IOException when the tools do not build, with the compiler's words
    public static LoadTools build(Home home) throws IOException {
        Path make = Program.need("make", "build-essential");
        Program.need("gcc", "build-essential");
        Path folder = Files.createDirectories(home.target().resolve("tools"));
        Command.run(
                home.tools(),
                List.of(make.toString(), "--quiet", "-C", folder.toString(), "-f", home.tools() + "/Makefile", "all"));
        return new LoadTools(folder);
    }

    public String program(String name) {
        return folder.resolve(name).toString();
    }
}
