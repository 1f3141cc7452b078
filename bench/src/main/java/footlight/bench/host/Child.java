package footlight.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that this bench started, its output in a file. Stopped by its own handle, never by name.
public final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts `command` in `folder`, its output in `folder/NAME.log`. The child dies with this JVM when that
    /// ends in order.
    public static Child start(String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Child(name, process, log);
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /// Waits until something is true.
    ///
    /// @throws IOException when the child ends before, or the time is up; with the end of what it said
    public void await(String what, Duration most, Condition condition) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.holds()) {
            if (ended(GLANCE)) throw new IOException(name + " ended before " + what + "; it said: " + lastWords());
            if (System.nanoTime() > end)
                throw new IOException(
                        name + ": no " + what + " in " + most.toSeconds() + " s; it said: " + lastWords());
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Asks it to end, insists after some seconds, and takes what it started with it.
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        if (!ended(PATIENCE)) {
            process.destroyForcibly();
            ended(PATIENCE);
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /// A question asked again and again while a child starts.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }
}
