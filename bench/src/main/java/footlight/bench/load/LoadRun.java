package footlight.bench.load;

import footlight.bench.host.HostLoad;
import footlight.bench.host.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of a load tool against a server: its `@end` and `RESULT` lines, and what it cost between its `@begin` and
/// `@end`. `serverRssKib` is that of the window's end, `serverHeapKib` that of the moment after it, 0 where the server
/// has no heap to ask. `unknownCpuSeconds` is what processes used that are neither the server's nor the bench's: the
/// tool's own, and strangers'.
record LoadRun(
        String end,
        String result,
        double serverCpuSeconds,
        long serverRssKib,
        long serverHeapKib,
        double unknownCpuSeconds,
        HostLoad host) {

    /// Blocks until the tool has told its result, `patienceSeconds` at most.
    ///
    /// @throws IOException when the tool gives no answer
    static LoadRun of(List<String> command, int patienceSeconds, Watched watched) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(patienceSeconds, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            return new Watch(watched).read(lines);
        } finally {
            process.destroyForcibly();
        }
    }

    /// What strangers used, of a core.
    double othersCores(double toolCores, double seconds) {
        return Math.max(0, (unknownCpuSeconds - toolCores * seconds) / seconds);
    }

    /// Follows the tool's output and looks at `/proc` at both ends of its window.
    private static final class Watch {
        private final Watched watched;
        private @Nullable Moment begin;
        private @Nullable Moment finish;
        private String end = "";
        private String result = "";
        private String lastLine = "";

        Watch(Watched watched) {
            this.watched = watched;
        }

        LoadRun read(BufferedReader lines) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastLine = line;
                if (line.startsWith("@begin")) begin = now();
                if (line.startsWith("@end")) {
                    finish = now();
                    end = line;
                }
                if (line.startsWith("RESULT ")) {
                    result = line;
                    break;
                }
            }
            if (begin == null || finish == null || result.isEmpty())
                throw new IOException("the load tool gave no result; its last line: " + lastLine);
            // A tool that can keeps its viewers for this look, and is ended after it.
            return run(watched.heap().usedKib(), begin, finish);
        }

        private Moment now() throws IOException {
            return new Moment(Usage.of(watched.server()), Usage.of(watched.ours()), HostLoad.now());
        }

        private LoadRun run(long heapKib, Moment from, Moment to) {
            HostLoad host = to.host.since(from.host);
            double cpu = to.server.cpuSecondsSince(from.server);
            double known = cpu + to.ours.cpuSecondsSince(from.ours);
            double unknown = host.processes() / Usage.TICKS_PER_SECOND - known;
            return new LoadRun(end, result, cpu, to.server.rssKib(), heapKib, unknown, host);
        }
    }

    private record Moment(Usage server, Usage ours, HostLoad host) {}
}
