package footlight.bench.load;

import footlight.bench.host.HostLoad;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One run of `hlsload` against a server: what the players heard, and what it cost in the tool's own window.
public record HlsViewing(HlsHeard heard, double serverCpuSeconds, double othersCores, HostLoad host) {
    /// Blocks for the time of the window and a little more. Plain players never use low latency, whatever is on offer.
    ///
    /// @throws IOException when the tool gives no answer
    public static HlsViewing of(
            LoadTools tools, String url, boolean lowLatency, int players, Window window, Watched watched)
            throws IOException {
        var command = new ArrayList<>(List.of(tools.program("hlsload"), "-u", url));
        if (!lowLatency) command.add("-L");
        command.addAll(List.of("-n", Integer.toString(players)));
        command.addAll(List.of("-r", Integer.toString(window.joinsPerSecond())));
        command.addAll(List.of("-w", Integer.toString(window.settleSeconds())));
        command.addAll(List.of("-d", Integer.toString(window.measureSeconds())));
        var run = LoadRun.of(command, window.patienceSeconds(players), watched);
        var heard = HlsHeard.of(run.end(), run.result());
        return new HlsViewing(
                heard, run.serverCpuSeconds(), run.othersCores(heard.toolCores(), heard.seconds()), run.host());
    }
}
