package footlight.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program that runs to its end before the bench goes on.
public final class Command {
    private Command() {}

    /// Runs one that leaves a daemon behind: its output goes to `folder/command.log`, for the daemon would hold a pipe.
    ///
    /// @throws IOException when it fails, naming the log
    public static void runQuietly(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("command.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        int status = ended(process, command);
        if (status != 0) throw new IOException(String.join(" ", command) + " ended with " + status + ": see " + log);
    }

    /// Returns what it printed.
    ///
    /// @throws IOException when it fails, with what it said
    public static String run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            int status = ended(process, command);
            if (status != 0)
                throw new IOException(String.join(" ", command) + " ended with " + status + ": " + said.strip());
            return said;
        }
    }

    private static int ended(Process process, List<String> command) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        }
    }
}
