package footlight.bench.load;

import footlight.bench.host.HostLoad;
import footlight.bench.host.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of `flvload` against a server: what the viewers heard, and what it cost in the tool's own window,
/// which it bounds by `@begin` and `@end` lines. `serverRssKib` is that of the window's end, `serverHeapKib` that of
/// the moment after it, 0 where the server has no heap to ask.
public record Viewing(
        Heard heard,
        double serverCpuSeconds,
        long serverRssKib,
        long serverHeapKib,
        double othersCores,
        HostLoad host) {
    private static final int KEEP_SECONDS = 10;

    /// Blocks for the time of the window and a little more.
    ///
    /// @throws IOException when the tool gives no answer
    public static Viewing of(LoadTools tools, String url, int viewers, Window window, Watched watched)
            throws IOException {
        var process = new ProcessBuilder(
                        tools.program("flvload"),
                        "-u",
                        url,
                        "-n",
                        Integer.toString(viewers),
                        "-r",
                        Integer.toString(window.joinsPerSecond()),
                        "-w",
                        Integer.toString(window.settleSeconds()),
                        "-d",
                        Integer.toString(window.measureSeconds()),
                        "-k",
                        Integer.toString(KEEP_SECONDS))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(window.patienceSeconds(viewers), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            return new Watch(watched).read(lines);
        } finally {
            process.destroyForcibly();
        }
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

        Viewing read(BufferedReader lines) throws IOException {
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
                throw new IOException("flvload gave no result; its last line: " + lastLine);
            // The tool keeps its viewers for this look, and is ended after it.
            long heapKib = watched.heap().usedKib();
            return viewing(heapKib, begin, finish, Heard.of(end, result));
        }

        private Moment now() throws IOException {
            return new Moment(Usage.of(watched.server()), Usage.of(watched.ours()), HostLoad.now());
        }

        private static Viewing viewing(long heapKib, Moment begin, Moment finish, Heard heard) {
            HostLoad host = finish.host.since(begin.host);
            double cpu = finish.server.cpuSecondsSince(begin.server);
            double known = cpu + finish.ours.cpuSecondsSince(begin.ours) + heard.toolCores() * heard.seconds();
            double others = host.processes() / Usage.TICKS_PER_SECOND - known;
            return new Viewing(
                    heard, cpu, finish.server.rssKib(), heapKib, Math.max(0, others / heard.seconds()), host);
        }
    }

    private record Moment(Usage server, Usage ours, HostLoad host) {}
}
