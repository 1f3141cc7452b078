package footlight.engine.hls;

import footlight.wire.hls.SegmentStart;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where parts are put into segments and segments into the window, and where numbers are given. Lives on the stream's
/// loop.
final class Shelf {
    private final HlsSettings settings;
    private final String name;
    private final Window window;
    private final BooleanSupplier watched;
    private final Consumer<Snapshot> out;
    private @Nullable SegmentInMaking segment;
    private long nextMsn;
    private long fragments;
    private long endUs;
    private boolean discontinuity;
    private long told;

    Shelf(HlsSettings settings, String name, Window window, BooleanSupplier watched, Consumer<Snapshot> out) {
        this.settings = settings;
        this.name = name;
        this.window = window;
        this.watched = watched;
        this.out = out;
    }

    /// Where the newest part ends and the next begins.
    long endUs() {
        return endUs;
    }

    /// Begins a segment at `us`, whose first frame came in at `arrivedMs`.
    void open(Init init, long us, long arrivedMs) {
        SegmentStart start = new SegmentStart(discontinuity, init.name(), Instant.ofEpochMilli(arrivedMs));
        segment = new SegmentInMaking(nextMsn, init, start);
        discontinuity = false;
        endUs = us;
    }

    /// Makes a part of what the era has, as reaching to `us`; false when it has nothing.
    boolean part(Era era, long us) {
        if (segment == null || era.empty()) return false;
        boolean independent = era.independent();
        long payloadBytes = era.payloadBytes();
        long durationUs = Math.max(1000, us - endUs);
        segment.add(Media.of(era.fragment(fragments++)), durationUs, independent, payloadBytes);
        endUs += durationUs;
        return true;
    }

    void closeSegment() {
        if (segment != null && !segment.empty()) {
            window.add(segment.whole(), watched.getAsBoolean());
            nextMsn++;
        }
        segment = null;
    }

    /// What comes next does not go on from what there is.
    void breakOff() {
        discontinuity = nextMsn > 0;
    }

    void tell(Snapshot.State state) {
        String version = name + "." + told++;
        out.accept(new Snapshot(
                settings,
                window.listed(),
                window.all(),
                window.discontinuitiesGone(),
                nextMsn,
                open(),
                state,
                version));
    }

    private Snapshot.@Nullable Open open() {
        return segment == null
                ? null
                : new Snapshot.Open(
                        segment.msn(), segment.init(), segment.open(), segment.parts(), segment.nextPartName());
    }
}
