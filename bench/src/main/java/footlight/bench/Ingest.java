package footlight.bench;

import footlight.bench.host.HostLoad;
import footlight.bench.host.MissingProgram;
import footlight.bench.host.Scratch;
import footlight.bench.host.Usage;
import footlight.bench.load.Publisher;
import footlight.bench.report.Row;
import footlight.bench.subject.Flush;
import footlight.bench.subject.FootlightServer;
import footlight.bench.subject.Nginx;
import footlight.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Many publishers, nobody who watches: what a stream costs that is only taken in and held ready. `nginx` takes it in
/// and no more; `nginx-hls` writes it into files too, as Footlight keeps it ready in memory.
final class Ingest {
    private static final List<Integer> FULL = List.of(1, 50, 200);
    private static final List<Integer> QUICK = List.of(1, 20);

    private final Rig rig;
    private final List<Subject> subjects;

    Ingest(Rig rig) {
        this.rig = rig;
        this.subjects = rig.wanted(new FootlightServer(rig.home()), Nginx.rtmp(), Nginx.hls("nginx-hls"));
    }

    /// A subject that is missing or fails is told of on standard error and left out; the others are measured.
    void run(Consumer<Row> found) {
        for (Subject subject : subjects) {
            for (int streams : streams()) {
                rig.say().println(subject.name() + ", " + streams + " publishers");
                try {
                    measure(subject, streams, found);
                } catch (MissingProgram e) {
                    rig.say().println(subject.name() + ": SKIPPED (" + e.getMessage() + ")");
                    break;
                } catch (IOException e) {
                    rig.say().println(subject.name() + ", " + streams + " publishers: FAILED, " + e.getMessage());
                }
            }
        }
    }

    /// A fresh server each: its memory before the first publisher is what is taken off.
    private void measure(Subject subject, int streams, Consumer<Row> found) throws IOException {
        Path folder = Scratch.make(rig.home(), subject.name());
        try (var server = subject.start(Flush.NONE, folder)) {
            List<String> urls = server.publishUrls(streams);
            rest(rig.options().quick() ? 3 : 10);
            long emptyHeapKib = server.heapKib();
            Usage empty = Usage.of(server.pids());
            try (var publisher = Publisher.start(rig.tools(), rig.clip(), folder, urls)) {
                // What is held back of each stream has its full length then, and a JVM has compiled what is hot.
                rest(rig.options().quick() ? 15 : 60);
                var begin = Moment.of(server, publisher);
                rest(rig.options().seconds().orElse(rig.options().quick() ? 10 : 30));
                var end = Moment.of(server, publisher);
                boolean lost = !publisher.alive();
                var verdict = Verdict.on(end.host.since(begin.host), end.othersCoresSince(begin), lost);
                var rows = new Rows(subject.name(), streams, verdict.note(), found);
                rows.add("core_percent_per_stream", 100 * end.coresSince(begin) / streams, "%");
                rows.add("rss_kib_per_stream", (double) (end.server.rssKib() - empty.rssKib()) / streams, "KiB");
                long heapKib = server.heapKib();
                if (heapKib > 0) rows.add("heap_kib_per_stream", (double) (heapKib - emptyHeapKib) / streams, "KiB");
                rows.add("rss_mib", end.server.rssKib() / 1024.0, "MiB");
            }
        }
        Scratch.delete(folder);
    }

    private record Moment(long nanos, Usage server, Usage ours, HostLoad host) {
        static Moment of(Subject.Server server, Publisher publisher) throws IOException {
            return new Moment(
                    System.nanoTime(), Usage.of(server.pids()), Usage.of(List.of(publisher.pid())), HostLoad.now());
        }

        double coresSince(Moment earlier) {
            return server.cpuSecondsSince(earlier.server) / secondsSince(earlier);
        }

        double othersCoresSince(Moment earlier) {
            double all = host.since(earlier.host).processes() / Usage.TICKS_PER_SECOND;
            double known = server.cpuSecondsSince(earlier.server) + ours.cpuSecondsSince(earlier.ours);
            return Math.max(0, (all - known) / secondsSince(earlier));
        }

        private double secondsSince(Moment earlier) {
            return (nanos - earlier.nanos) / 1e9;
        }
    }

    private record Rows(String subject, int n, Optional<String> note, Consumer<Row> found) {
        void add(String metric, double value, String unit) {
            found.accept(new Row("ingest", subject, n, 0, metric, value, unit, note));
        }
    }

    private List<Integer> streams() {
        if (!rig.options().viewers().isEmpty()) return rig.options().viewers();
        return rig.options().quick() ? QUICK : FULL;
    }

    private static void rest(int seconds) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server was measured", e);
        }
    }
}
