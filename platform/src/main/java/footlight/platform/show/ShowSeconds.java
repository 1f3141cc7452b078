package footlight.platform.show;

import footlight.platform.show.LifeCycle.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is looked at each second: viewer counts, encoder numbers, what waits to be written, shows whose encoder never
/// came back.
final class ShowSeconds {
    private static final Logger log = LoggerFactory.getLogger(ShowSeconds.class);

    private final ShowBoard board;
    private final ShowPhases phases;
    private final ShowNews news;
    private final InstantSource clock;
    private final LongSupplier nanos;

    /// @param nanos time that only counts on, such as [System#nanoTime]: the wall's may be set while a show waits
    ShowSeconds(ShowBoard board, ShowPhases phases, ShowNews news, InstantSource clock, LongSupplier nanos) {
        this.board = board;
        this.phases = phases;
        this.news = news;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Not by two threads at once. What blocks is left to each show's own events.
    void pass() {
        board.forgetCurtains(clock.instant());
        for (LiveShow live : board.all()) {
            if (live.show().phase().on()) news.viewers(live);
            if (live.encoder() != null) news.stats(live);
            // One at a time: each waits for the database, and the encoder's news would have to wait behind them all.
            if (live.unsaved() && live.savingLate.compareAndSet(false, true)) live.inTurn(() -> phases.saveLate(live));
            if (awayForTooLong(live)) end(live);
        }
    }

    private void end(LiveShow live) {
        log.info(
                "show {} ends: its encoder was away for {}",
                live.show().id(),
                live.show().endAfter());
        live.inTurn(() -> {
            if (awayForTooLong(live)) phases.happened(live, live.show(), Event.END, "time");
        });
    }

    private boolean awayForTooLong(LiveShow live) {
        Show show = live.show();
        Instant since = show.interruptedAt();
        return show.phase() == Phase.INTERRUPTED
                && since != null
                && live.awayNanos(since, clock.instant(), nanos.getAsLong())
                        > show.endAfter().toNanos();
    }
}
