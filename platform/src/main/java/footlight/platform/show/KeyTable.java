package footlight.platform.show;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `stream_key`: found by HMAC, kept sealed, and remembered by HMAC alone once retired.
final class KeyTable {
    private final Jdbi jdbi;

    KeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param retiredAt null while the key is good
    record Found(String showId, @Nullable Instant retiredAt) {}

    Optional<Found> byLookup(byte[] lookup) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select show_id, retired_at from stream_key where lookup = :lookup""")
                .bind("lookup", lookup)
                .map((row, _) -> new Found(row.getString("show_id"), Rows.instantOrNull(row, "retired_at")))
                .findOne());
    }

    byte[] currentSealed(String showId) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select sealed from stream_key where show_id = :show and retired_at is null""").bind("show", showId).mapTo(byte[].class).one());
    }

    void insert(Handle handle, String id, String showId, byte[] lookup, byte[] sealed, Instant now) {
        handle.createUpdate("""
                insert into stream_key (lookup, show_id, id, name, sealed, created_at)
                values (:lookup, :show, :id, 'Main', :sealed, :now)""")
                .bind("id", id)
                .bind("lookup", lookup)
                .bind("show", showId)
                .bind("sealed", sealed)
                .bind("now", Rows.time(now))
                .execute();
    }

    void replace(String id, String showId, byte[] lookup, byte[] sealed, Instant now) {
        jdbi.useTransaction(handle -> {
            // Two rotations at once queue here; the later one wins.
            handle.createQuery("select id from show where id = :show for update")
                    .bind("show", showId)
                    .mapTo(String.class)
                    .one();
            handle.createUpdate("""
                    update stream_key set retired_at = :now, sealed = null
                    where show_id = :show and retired_at is null""")
                    .bind("show", showId)
                    .bind("now", Rows.time(now))
                    .execute();
            insert(handle, id, showId, lookup, sealed, now);
        });
    }
}
