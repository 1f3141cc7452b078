package footlight.platform.show;

import footlight.front.Refusal;
import footlight.platform.show.LifeCycle.Event;
import footlight.platform.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the clock does to shows that are to come: their doors open, they start on time, and doors at which nobody came
/// to begin are closed. Planned times are times of the wall's clock; how long somebody waits is counted.
final class ShowTimes {
    private static final Logger log = LoggerFactory.getLogger(ShowTimes.class);
    private static final int AT_ONCE = 200;

    private final ShowTable table;
    private final ShowBoard board;
    private final ShowPhases phases;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private Instant looked;

    /// @param since from when on an open show waits for its encoder
    /// @param nanos the same by the clock that only counts on
    private record Waiting(Instant since, long nanos) {}

    ShowTimes(ShowTable table, ShowBoard board, ShowPhases phases, InstantSource clock, LongSupplier nanos) {
        this.table = table;
        this.board = board;
        this.phases = phases;
        this.clock = clock;
        this.nanos = nanos;
        this.looked = clock.instant();
    }

    /// Each second, not by two threads at once. Blocks on the database; while that is away nothing opens or closes.
    void pass() {
        Instant now = clock.instant();
        startOnTime(now);
        try {
            for (Show show : table.doorsDue(now, AT_ONCE)) open(show);
            closeForgotten(now);
        } catch (JdbiException away) {
            if (!Database.away(away)) throw away;
            log.debug("the doors of shows have to wait: {}", away.getMessage());
        }
    }

    /// Those whose time came since it was looked last. Who sets a time that is past means to begin by hand.
    private void startOnTime(Instant now) {
        for (LiveShow live : board.all()) {
            Instant starts = live.show().startsAt();
            boolean came = starts != null && starts.isAfter(looked) && !starts.isAfter(now);
            if (came && startsByItself(live))
                live.inTurn(() -> {
                    if (startsByItself(live)) phases.happened(live, live.show(), Event.TIME_CAME, "time");
                });
        }
        looked = now;
    }

    private static boolean startsByItself(LiveShow live) {
        return live.show().settings().startOnTime()
                && live.encoder() != null
                && live.show().phase().upcoming();
    }

    private void open(Show show) {
        byTime(show, (_, latest) -> latest.doorsDue(clock.instant()) ? Event.OPEN_DOORS : null);
    }

    private void closeForgotten(Instant now) {
        List<Show> open = table.waitingRooms(AT_ONCE);
        Set<String> ids = open.stream().map(Show::id).collect(Collectors.toSet());
        waiting.keySet().retainAll(ids);
        for (Show show : open) if (waitedTooLong(show, now)) byTime(show, this::forgotten);
    }

    private @Nullable Event forgotten(LiveShow live, Show latest) {
        return live.encoder() == null && waitedTooLong(latest, clock.instant()) ? Event.CLOSE_DOORS : null;
    }

    /// As with an encoder that is away: a clock that is set sends nobody out of the waiting room.
    private boolean waitedTooLong(Show show, Instant wallNow) {
        Instant since = waitsSince(show);
        long now = nanos.getAsLong();
        Waiting seen = waiting.compute(
                show.id(),
                (_, before) -> before != null && before.since.equals(since)
                        ? before
                        : new Waiting(since, now - nanosBetween(since, wallNow)));
        return now - seen.nanos > show.endAfter().toNanos();
    }

    private static long nanosBetween(Instant since, Instant now) {
        return TimeUnit.MILLISECONDS.toNanos(Duration.between(since, now).toMillis());
    }

    private static Instant waitsSince(Show show) {
        Instant opened =
                show.life().openedAt() == null ? show.createdAt() : show.life().openedAt();
        Instant starts = show.startsAt();
        return starts != null && starts.isAfter(opened) ? starts : opened;
    }

    private void byTime(Show show, ShowPhases.Choice choice) {
        try {
            phases.byTime(show, choice);
        } catch (Refusal tooLate) {
            log.debug("show {} was changed meanwhile: {}", show.id(), tooLate.getMessage());
        }
    }
}
