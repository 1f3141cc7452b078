package footlight.bench.load;

import footlight.bench.host.HostLoad;
import java.io.IOException;
import java.util.List;

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
        var run = LoadRun.of(
                List.of(
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
                        Integer.toString(KEEP_SECONDS)),
                window.patienceSeconds(viewers),
                watched);
        var heard = Heard.of(run.end(), run.result());
        return new Viewing(
                heard,
                run.serverCpuSeconds(),
                run.serverRssKib(),
                run.serverHeapKib(),
                run.othersCores(heard.toolCores(), heard.seconds()),
                run.host());
    }
}
