package footlight.platform.follow;

import footlight.platform.show.ShowEvent;
import footlight.platform.show.ShowEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads what happened to shows, and decides what is told of it. A plan that is changed five times in a minute is
/// told once: it is looked at when it has been left alone for a while. On one virtual thread; blocks on the database.
final class NoticeDesk {
    private static final Duration QUIET = Duration.ofMinutes(3);
    /// Somebody who never stops changing it is told of all the same.
    private static final Duration AT_LATEST = Duration.ofMinutes(15);

    private static final int AT_ONCE = 200;

    private final Jdbi jdbi;
    private final NoticeTable table;
    private final ShowEvents events;
    private final InstantSource clock;

    NoticeDesk(Jdbi jdbi, NoticeTable table, ShowEvents events, InstantSource clock) {
        this.jdbi = jdbi;
        this.table = table;
        this.events = events;
        this.clock = clock;
    }

    /// All that has happened since the last time. Before the first time nobody was told of anything, nor will be.
    void read() {
        long number = table.readUpTo().orElse(-1L);
        if (number < 0) {
            long latest = events.latest();
            jdbi.useTransaction(handle -> table.readUpTo(handle, latest));
            return;
        }
        List<ShowEvent> next = events.after(number, AT_ONCE);
        while (!next.isEmpty()) {
            List<ShowEvent> here = next;
            jdbi.useTransaction(handle -> {
                here.forEach(event -> happened(handle, event));
                table.readUpTo(handle, here.getLast().number());
            });
            next = events.after(here.getLast().number(), AT_ONCE);
        }
    }

    private void happened(Handle handle, ShowEvent event) {
        Instant now = clock.instant();
        // The moment and not the number: an event may stand there twice.
        String about = event.at().toString();
        switch (event.kind()) {
            case "show.scheduled", "show.rescheduled", "show.updated" ->
                table.changed(
                        handle,
                        event.showId(),
                        event.at().plus(QUIET),
                        event.at().plus(AT_LATEST));
            case "show.cancelled" -> {
                table.forgetChange(handle, event.showId());
                String reason = event.more().getString("reason");
                table.begin(handle, event.showId(), Notice.Kind.CANCELLED, about, reason, now);
            }
            case "show.live" -> {
                table.forgetChange(handle, event.showId());
                table.begin(handle, event.showId(), Notice.Kind.LIVE, about, null, now);
            }
            case "show.deleted" -> table.forgetChange(handle, event.showId());
            default -> {
                // Whatever else happens is nothing that people get letters about.
            }
        }
    }
}
