package footlight.platform.show;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `stream_key`: found by HMAC, kept sealed, and remembered by HMAC alone once retired.
final class KeyTable {
    private static final String COLUMNS = """
            id, show_id, name, is_first, addresses, created_at, last_used_at, last_used_protocol, last_used_from,
            retired_at""";

    private static final RowMapper<StreamKey> KEY = (row, _) -> new StreamKey(
            row.getString("id"),
            row.getString("show_id"),
            row.getString("name"),
            row.getBoolean("is_first"),
            List.of((String[]) row.getArray("addresses").getArray()),
            Rows.instant(row, "created_at"),
            Rows.instantOrNull(row, "last_used_at"),
            row.getString("last_used_protocol"),
            row.getString("last_used_from"),
            Rows.instantOrNull(row, "retired_at"));

    private final Jdbi jdbi;

    KeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<StreamKey> byLookup(byte[] lookup) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select %s from stream_key where lookup = :lookup".formatted(COLUMNS))
                        .bind("lookup", lookup)
                        .map(KEY)
                        .findOne());
    }

    /// Those that are good, the first before the others; then the latest that are not.
    List<StreamKey> ofShow(String showId, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from stream_key where show_id = :show
                order by retired_at is not null, retired_at desc, is_first desc, created_at, id limit :most""".formatted(COLUMNS))
                .bind("show", showId)
                .bind("most", most)
                .map(KEY)
                .list());
    }

    /// @return empty when the show has no such key that is good
    Optional<byte[]> sealed(String showId, String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select sealed from stream_key where id = :id and show_id = :show and retired_at is null""")
                .bind("id", id)
                .bind("show", showId)
                .mapTo(byte[].class)
                .findOne());
    }

    byte[] firstSealed(String showId) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select sealed from stream_key where show_id = :show and retired_at is null and is_first""").bind("show", showId).mapTo(byte[].class).one());
    }

    void insert(Handle handle, StreamKey key, byte[] lookup, byte[] sealed) {
        handle.createUpdate("""
                insert into stream_key (lookup, show_id, id, name, is_first, addresses, sealed, created_at)
                values (:lookup, :show, :id, :name, :first, :addresses, :sealed, :now)""")
                .bind("lookup", lookup)
                .bind("show", key.showId())
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("first", key.first())
                .bindArray("addresses", String.class, key.addresses())
                .bind("sealed", sealed)
                .bind("now", Rows.time(key.createdAt()))
                .execute();
    }

    /// Holds the show, so that what follows is done for it by one at a time; false when it was deleted.
    boolean hold(Handle handle, String showId) {
        return handle.createQuery("select id from show where id = :show and deleted_at is null for update")
                .bind("show", showId)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    int good(Handle handle, String showId) {
        return handle.createQuery("select count(*) from stream_key where show_id = :show and retired_at is null")
                .bind("show", showId)
                .mapTo(Integer.class)
                .one();
    }

    Optional<StreamKey> first(Handle handle, String showId) {
        return handle.createQuery("select %s from stream_key where show_id = :show and retired_at is null and is_first"
                        .formatted(COLUMNS))
                .bind("show", showId)
                .map(KEY)
                .findOne();
    }

    /// A good key with its row held.
    Optional<StreamKey> hold(Handle handle, String showId, String id) {
        return handle.createQuery("""
                select %s from stream_key where id = :id and show_id = :show and retired_at is null
                for update""".formatted(COLUMNS))
                .bind("id", id)
                .bind("show", showId)
                .map(KEY)
                .findOne();
    }

    void retire(Handle handle, String id, Instant now) {
        handle.createUpdate("update stream_key set retired_at = :now, sealed = null where id = :id")
                .bind("id", id)
                .bind("now", Rows.time(now))
                .execute();
    }

    StreamKey change(Handle handle, String id, String name, List<String> addresses) {
        return handle.createQuery("""
                update stream_key set name = :name, addresses = :addresses where id = :id
                returning %s""".formatted(COLUMNS))
                .bind("id", id)
                .bind("name", name)
                .bindArray("addresses", String.class, addresses)
                .map(KEY)
                .one();
    }

    void used(String id, String protocol, String from, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update stream_key set last_used_at = :now, last_used_protocol = :protocol, last_used_from = :from
                where id = :id""")
                .bind("id", id)
                .bind("protocol", protocol)
                .bind("from", from)
                .bind("now", Rows.time(now))
                .execute());
    }
}
