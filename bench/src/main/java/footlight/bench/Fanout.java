package footlight.bench;

import footlight.bench.host.MissingProgram;
import footlight.bench.host.Scratch;
import footlight.bench.load.Viewing;
import footlight.bench.load.Watched;
import footlight.bench.report.Row;
import footlight.bench.subject.FootlightServer;
import footlight.bench.subject.Limit;
import footlight.bench.subject.Nginx;
import footlight.bench.subject.NodeMediaServer;
import footlight.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One publisher, many viewers: what each gigabit costs, how late it comes, what a viewer weighs. Every
/// subject, merge window and protocol gets a fresh server, one discarded run to warm it, then rising numbers.
final class Fanout {
    private static final int WARMING_VIEWERS = 100;

    private final Rig rig;
    private final FanoutPlan plan;
    private final List<Subject> subjects;

    Fanout(Rig rig) {
        this.rig = rig;
        this.plan = new FanoutPlan(rig.options());
        this.subjects = rig.wanted(
                new FootlightServer(rig.home()),
                new Limit(rig.tools(), rig.clip()),
                new NodeMediaServer(rig.home()),
                Nginx.rtmp());
    }

    /// A subject that is missing or fails is told of on standard error and left out; the others are measured.
    void run(Consumer<Row> found) {
        for (Subject subject : subjects) {
            for (var leg : plan.legs(subject)) {
                try {
                    measure(subject, leg, found);
                } catch (MissingProgram e) {
                    rig.say().println(subject.name() + ": SKIPPED (" + e.getMessage() + ")");
                    break;
                } catch (IOException e) {
                    rig.say().println(leg.title(subject) + ": FAILED, " + e.getMessage());
                }
            }
        }
    }

    private void measure(Subject subject, FanoutPlan.Leg leg, Consumer<Row> found) throws IOException {
        Path folder = Scratch.make(rig.home(), subject.name());
        try (var server = subject.start(leg.flush(), folder);
                var publisher = Publishing.to(server, rig.tools(), rig.clip(), folder)) {
            climb(subject, leg, server, publisher, found);
        }
        Scratch.delete(folder);
    }

    private void climb(
            Subject subject, FanoutPlan.Leg leg, Subject.Server server, Publishing publisher, Consumer<Row> found)
            throws IOException {
        String url = server.playUrl(leg.protocol());
        Viewing.of(rig.tools(), url, WARMING_VIEWERS, plan.warming(), Watched.server(server.pids()));
        var watched = new Watched(server.pids(), publisher.pids(), server::heapKib);
        var done = new ArrayList<Viewing>();
        for (int n : leg.viewers()) {
            rig.say().println(leg.title(subject) + ", " + n + " viewers");
            var viewing = Viewing.of(rig.tools(), url, n, plan.window(), watched);
            done.add(viewing);
            var verdict = Verdict.on(viewing, leg.flush(), publisher.lost());
            var rows = new Rows(leg.bench(), subject.name(), n, leg.flush().ms(), verdict.note(), found);
            rows.of(viewing);
            if (n == leg.heaviest()) rows.weight(done);
            if (publisher.lost()) return;
            // Where the machine or the subject is full, more viewers show nothing but that.
            if (n >= Weight.MANY && !verdict.faults().isEmpty()) return;
        }
    }

    /// The rows of one run.
    private record Rows(String bench, String subject, int n, int flushMs, Optional<String> note, Consumer<Row> found) {
        void of(Viewing viewing) {
            var heard = viewing.heard();
            if (heard.gigabits() > 0) add("cpu_s_per_gbit", viewing.serverCpuSeconds() / heard.gigabits(), "s/Gbit");
            add("delay_p50_ms", heard.delayP50Ms(), "ms");
            add("delay_p99_ms", heard.delayP99Ms(), "ms");
            add("join_ms", heard.joinP50Ms(), "ms");
            add("join_p99_ms", heard.joinP99Ms(), "ms");
        }

        void weight(List<Viewing> rising) {
            Weight.kibPerViewer(rising, Viewing::serverRssKib).ifPresent(kib -> add("rss_kib_per_viewer", kib, "KiB"));
            if (rising.getLast().serverHeapKib() > 0)
                Weight.kibPerViewer(rising, Viewing::serverHeapKib)
                        .ifPresent(kib -> add("heap_kib_per_viewer", kib, "KiB"));
        }

        private void add(String metric, double value, String unit) {
            found.accept(new Row(bench, subject, n, flushMs, metric, value, unit, note));
        }
    }
}
