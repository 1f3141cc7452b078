package footlight.bench;

import footlight.bench.load.Window;
import footlight.bench.subject.Flush;
import footlight.bench.subject.Protocol;
import footlight.bench.subject.Subject;
import java.util.ArrayList;
import java.util.List;

/// What `bench fanout` runs, and for how long. `fanout` itself is each subject by its own protocol, at every
/// merge window; the other protocols are benches beside it, `fanout-ws-flv` and `fanout-rtmp`, at fewer.
record FanoutPlan(Options options) {
    private static final List<Integer> FULL = List.of(100, 300, 500, 1000, 2000);
    private static final List<Integer> QUICK = List.of(100, 300);
    private static final List<Flush> FURTHER_FULL = List.of(Flush.NONE, Flush.FRAME);
    private static final List<Flush> FURTHER_QUICK = List.of(Flush.NONE);

    /// One server's life: what it speaks, how it merges, and the rising numbers of its viewers.
    record Leg(String bench, Protocol protocol, Flush flush, List<Integer> viewers) {
        String title(Subject subject) {
            return subject.name() + " " + protocol.word() + " flush " + flush.setting();
        }

        /// The number of viewers whose memory is taken.
        int heaviest() {
            return viewers.stream().filter(n -> n <= Weight.MANY).reduce(0, Math::max);
        }
    }

    List<Leg> legs(Subject subject) {
        var legs = new ArrayList<Leg>();
        for (Protocol protocol : subject.protocols()) {
            if (!Protocol.STREAMING.contains(protocol)) continue;
            if (!options.protocols().isEmpty() && !options.protocols().contains(protocol)) continue;
            boolean own = protocol == subject.protocols().getFirst();
            String bench = own ? "fanout" : "fanout-" + protocol.word();
            for (Flush flush : subject.flushes())
                if (own || further(flush))
                    if (options.wants(flush)) legs.add(new Leg(bench, protocol, flush, viewers()));
        }
        return legs;
    }

    Window window() {
        int measured = options.seconds().orElse(options.quick() ? 6 : 20);
        return new Window(200, options.quick() ? 2 : 4, measured);
    }

    /// Long enough for the compilers of a JVM or of V8 to fall quiet: a show runs for an hour, and what they take in
    /// its first half minute is a fifth of the cost of a hundred viewers.
    Window warming() {
        return new Window(100, 1, options.quick() ? 4 : 40);
    }

    private boolean further(Flush flush) {
        if (options.flushes().contains(flush)) return true;
        return (options.quick() ? FURTHER_QUICK : FURTHER_FULL).contains(flush);
    }

    private List<Integer> viewers() {
        if (!options.viewers().isEmpty()) return options.viewers();
        return options.quick() ? QUICK : FULL;
    }
}
