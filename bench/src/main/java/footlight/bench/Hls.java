package footlight.bench;

import footlight.bench.host.MissingProgram;
import footlight.bench.host.Scratch;
import footlight.bench.load.HlsViewing;
import footlight.bench.load.Watched;
import footlight.bench.load.Window;
import footlight.bench.report.Row;
import footlight.bench.subject.Flush;
import footlight.bench.subject.FootlightServer;
import footlight.bench.subject.HlsLimit;
import footlight.bench.subject.Nginx;
import footlight.bench.subject.Protocol;
import footlight.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One publisher, many players of segments: `hls` is plain HLS, `hls-ll` low latency by parts and blocking reloads.
/// Every subject and way gets a fresh server, one discarded run that warms it and fills its playlist, then rising
/// numbers of players.
final class Hls {
    private static final List<Integer> FULL = List.of(200, 500);
    private static final List<Integer> QUICK = List.of(100);
    private static final int WARMING_PLAYERS = 200;

    private final Rig rig;
    private final List<Subject> subjects;

    Hls(Rig rig) {
        this.rig = rig;
        this.subjects =
                rig.wanted(new FootlightServer(rig.home()), new HlsLimit(rig.tools(), rig.clip()), Nginx.hls("nginx"));
    }

    /// A subject that is missing or fails is told of on standard error and left out; the others are measured.
    void run(Consumer<Row> found) {
        for (Protocol protocol : List.of(Protocol.HLS, Protocol.LL_HLS)) {
            if (!rig.options().protocols().isEmpty()
                    && !rig.options().protocols().contains(protocol)) continue;
            for (Subject subject : subjects) {
                if (!subject.protocols().contains(protocol)) continue;
                try {
                    measure(subject, protocol, found);
                } catch (MissingProgram e) {
                    rig.say().println(subject.name() + ": SKIPPED (" + e.getMessage() + ")");
                } catch (IOException e) {
                    rig.say().println(subject.name() + " " + protocol.word() + ": FAILED, " + e.getMessage());
                }
            }
        }
    }

    private void measure(Subject subject, Protocol protocol, Consumer<Row> found) throws IOException {
        Path folder = Scratch.make(rig.home(), subject.name());
        try (var server = subject.start(Flush.NONE, folder);
                var publisher = Publishing.to(server, rig.tools(), rig.clip(), folder)) {
            String url = server.playUrl(protocol);
            boolean lowLatency = protocol == Protocol.LL_HLS;
            warm(subject, server);
            var watched = new Watched(server.pids(), publisher.pids(), server::heapKib);
            for (int n : players()) {
                rig.say().println(subject.name() + " " + protocol.word() + ", " + n + " players");
                var viewing = HlsViewing.of(rig.tools(), url, lowLatency, n, window(), watched);
                var verdict = Verdict.on(viewing, lowLatency, publisher.lost());
                rows(lowLatency ? "hls-ll" : "hls", subject.name(), n, viewing, verdict.note(), found);
                if (publisher.lost()) break;
            }
        }
        Scratch.delete(folder);
    }

    /// By parts where there are parts: they make many more requests, so that the compilers of a JVM fall quiet.
    private void warm(Subject subject, Subject.Server server) throws IOException {
        boolean parts = subject.protocols().contains(Protocol.LL_HLS);
        String url = server.playUrl(parts ? Protocol.LL_HLS : Protocol.HLS);
        HlsViewing.of(rig.tools(), url, parts, WARMING_PLAYERS, warming(), Watched.server(server.pids()));
    }

    private static void rows(
            String bench, String subject, int n, HlsViewing viewing, Optional<String> note, Consumer<Row> found) {
        var heard = viewing.heard();
        var add = new Adding(bench, subject, n, note, found);
        if (heard.gigabits() > 0) add.row("cpu_s_per_gbit", viewing.serverCpuSeconds() / heard.gigabits(), "s/Gbit");
        add.row("requests_per_s", heard.requestsPerSecond(), "1/s");
        add.row("age_p50_ms", heard.ageP50Ms(), "ms");
        add.row("age_p99_ms", heard.ageP99Ms(), "ms");
    }

    private record Adding(String bench, String subject, int n, Optional<String> note, Consumer<Row> found) {
        void row(String metric, double value, String unit) {
            found.accept(new Row(bench, subject, n, 0, metric, value, unit, note));
        }
    }

    /// Long enough for the playlists to be full too.
    private Window warming() {
        return new Window(50, 4, rig.options().quick() ? 10 : 40);
    }

    /// Segments come every four seconds, and players ask in step with them: the window spans several.
    private Window window() {
        return new Window(
                100,
                rig.options().quick() ? 6 : 8,
                rig.options().seconds().orElse(rig.options().quick() ? 12 : 24));
    }

    private List<Integer> players() {
        if (!rig.options().viewers().isEmpty()) return rig.options().viewers();
        return rig.options().quick() ? QUICK : FULL;
    }
}
