package footlight.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program that a test runs: each line it says, on either output, is kept with the moment it was said. Closing it
/// ends it, and what it started. Safe on every thread.
public final class Run implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LAST_WORDS = 25;

    /// @param atNanos by `System.nanoTime`
    public record Line(long atNanos, String text) {}

    private final String name;
    private final Process process;
    private final List<Line> lines = new ArrayList<>();
    private boolean silent;

    private Run(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread.ofVirtual().name("words of " + name).start(this::listen);
    }

    public static Run start(ProcessBuilder program) throws IOException {
        String name = program.command().getFirst();
        return new Run(
                name.substring(name.lastIndexOf('/') + 1),
                program.redirectErrorStream(true).start());
    }

    public static Run start(List<String> command) throws IOException {
        return start(new ProcessBuilder(command));
    }

    private void listen() {
        // Some players write one long line of carriage returns; readLine takes those as ends too.
        try (BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = words.readLine(); line != null; line = words.readLine()) add(line);
        } catch (IOException | UncheckedIOException ended) {
            add("(its words ended: " + ended.getMessage() + ")");
        }
        synchronized (lines) {
            silent = true;
            lines.notifyAll();
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(new Line(System.nanoTime(), line));
            lines.notifyAll();
        }
    }

    public long pid() {
        return process.pid();
    }

    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public boolean said(String words) {
        return lines().stream().anyMatch(line -> line.text().contains(words));
    }

    /// The first line, said already or yet to come, that fits; fails when the program ends or time runs out before.
    public Line await(String what, Predicate<String> fits, Duration most) throws InterruptedException {
        return await(what, 0, fits, most);
    }

    /// The same, the first `from` lines passed over.
    public Line await(String what, int from, Predicate<String> fits, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        int next = from;
        synchronized (lines) {
            while (true) {
                for (; next < lines.size(); next++) {
                    if (fits.test(lines.get(next).text())) return lines.get(next);
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (silent || left <= 0)
                    throw new AssertionError("no " + what
                            + (silent ? " before its end" : " in " + most.toSeconds() + " s") + lastWords());
                lines.wait(left);
            }
        }
    }

    /// Lets it run until `nanos`; fails when it ends before.
    public void goesOnUntil(long nanos) throws InterruptedException {
        boolean ended = process.waitFor(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        assertThat(ended).as("it ended by itself too early" + lastWords()).isFalse();
    }

    /// Waits for it to end by itself, and tells its exit status.
    public int end(Duration most) throws InterruptedException {
        assertThat(process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS))
                .as("it ends within " + most.toSeconds() + " s" + lastWords())
                .isTrue();
        synchronized (lines) {
            while (!silent) lines.wait(PATIENCE.toMillis());
        }
        return process.exitValue();
    }

    public void type(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    /// As a person does who presses Ctrl-C.
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    public String lastWords() {
        List<Line> all = lines();
        StringBuilder words = new StringBuilder("; " + name + " said:");
        for (Line line : all.subList(Math.max(0, all.size() - LAST_WORDS), all.size()))
            words.append("\n  ").append(line.text());
        return words.toString();
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        if (!ends(process, PATIENCE)) process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /// Whether it ends in time. One who is interrupted while waiting waits no longer.
    static boolean ends(Process process, Duration most) {
        try {
            return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
