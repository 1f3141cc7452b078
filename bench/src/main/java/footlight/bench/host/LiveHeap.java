package footlight.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What lives in the heap of a JVM: `jcmd PID GC.class_histogram` collects first, then counts.
public final class LiveHeap {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveHeap() {}

    /// KiB in use. Blocks for the collection, during which that JVM stands still.
    ///
    /// @throws IOException when the process is no JVM of this user, or does not answer in time
    public static long kib(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // A file and not a pipe: the asked JVM stands still while it answers, and may be the one that reads.
        Path answer = Files.createTempFile("heap", ".txt");
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("jcmd got no answer of " + pid + " in " + PATIENCE.toSeconds() + " s");
            }
            return kib(Files.readString(answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while jcmd ran", e);
        } finally {
            Files.delete(answer);
        }
    }

    static long kib(String histogram) throws IOException {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find())
            throw new IOException(
                    "jcmd gave no total: " + histogram.lines().findFirst().orElse(""));
        return Long.parseLong(total.group(1)) / 1024;
    }
}
