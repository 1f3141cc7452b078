package footlight.platform.show;

import footlight.platform.store.Rows;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The table `show_event`. Its numbers come from the one row of `show_event_last`, which whoever takes one holds until
/// they commit: numbers become visible in their order, so that who reads by position misses none.
final class EventTable {
    private final Jdbi jdbi;

    EventTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param json of the show as it was then
    record Row(Happening happening, JsonObject json) {}

    /// To be the last that a transaction does: others wait for the numbers until it commits.
    void insert(Handle transaction, List<Row> rows) {
        try (PreparedBatch batch = transaction.prepareBatch("""
                with next as (update show_event_last set number = number + 1 returning number)
                insert into show_event (number, kind, show_id, channel_id, at, show, more)
                select number, :kind, :show_id, :channel_id, :at, cast(:show as json), cast(:more as json) from next""")) {
            for (Row row : rows) {
                Happening happening = row.happening();
                batch.bind("kind", happening.kind())
                        .bind("show_id", happening.show().id())
                        .bind("channel_id", happening.show().channelId())
                        .bind("at", Rows.time(happening.at()))
                        .bind("show", row.json().encode())
                        .bind("more", happening.more().encode())
                        .add();
            }
            batch.execute();
        }
    }

    List<ShowEvent> after(long number, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select number, kind, show_id, channel_id, at, show, more from show_event
                where number > :number order by number limit :most""")
                .bind("number", number)
                .bind("most", most)
                .map((row, _) -> new ShowEvent(
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("show_id"),
                        row.getString("channel_id"),
                        Rows.instant(row, "at"),
                        new JsonObject(row.getString("show")),
                        new JsonObject(row.getString("more"))))
                .list());
    }

    long latest() {
        return jdbi.withHandle(handle -> handle.createQuery("select number from show_event_last")
                .mapTo(Long.class)
                .one());
    }

    /// Forgets some that are older, and answers how many.
    int prune(Instant before, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                delete from show_event where number in (
                    select number from show_event where at < :before order by at limit :most)""")
                .bind("before", Rows.time(before))
                .bind("most", most)
                .execute());
    }
}
