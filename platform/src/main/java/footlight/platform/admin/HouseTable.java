package footlight.platform.admin;

import footlight.platform.store.Rows;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Counts over the tables of the features. Each goes over an index alone.
final class HouseTable {
    private final Jdbi jdbi;

    HouseTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param sessions that are not over
    /// @param channels without those that were deleted
    record Counts(long accounts, long sessions, long channels, long shows) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    Counts counts(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select (select count(*) from account) as accounts,
                       (select count(*) from session where expires_at > :now) as sessions,
                       (select count(*) from channel where deleted_at is null) as channels,
                       (select count(*) from show where deleted_at is null) as shows""")
                .bind("now", Rows.time(now))
                .map((row, _) -> new Counts(
                        row.getLong("accounts"),
                        row.getLong("sessions"),
                        row.getLong("channels"),
                        row.getLong("shows")))
                .one());
    }
}
