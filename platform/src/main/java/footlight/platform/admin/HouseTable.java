package footlight.platform.admin;

import footlight.platform.store.Rows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// The channels as who runs the server asks for them, and how many of everything there are.
final class HouseTable {
    private static final String COLUMNS = """
            id, name, handle, created_at,
                (select count(*) from show where show.channel_id = channel.id and show.deleted_at is null) as shows,
                array(select email from channel_member join account on account.id = account_id
                      where channel_member.channel_id = channel.id and channel_member.role = 'owner'
                      order by joined_at limit 5) as owners""";

    private final Jdbi jdbi;

    HouseTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param createdAt and `id`: its place in the list
    record Row(String id, Instant createdAt, JsonObject json) {}

    private static Row channel(ResultSet row) throws SQLException {
        Instant createdAt = Rows.instant(row, "created_at");
        JsonArray owners = new JsonArray();
        for (Object email : (Object[]) row.getArray("owners").getArray()) owners.add(email);
        JsonObject json = new JsonObject()
                .put("id", row.getString("id"))
                .put("name", row.getString("name"))
                .put("handle", row.getString("handle"))
                .put("createdAt", createdAt.toString())
                .put("shows", row.getLong("shows"))
                .put("owners", owners);
        return new Row(row.getString("id"), createdAt, json);
    }

    /// The latest first.
    List<Row> page(Place after, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from channel
                where deleted_at is null and (created_at, id) < (:at, :id)
                order by created_at desc, id desc limit :most""".formatted(COLUMNS))
                .bind("at", Rows.time(after.at()))
                .bind("id", after.id())
                .bind("most", most)
                .map((row, _) -> channel(row))
                .list());
    }

    /// Those whose handle or name begins with `start`, which is in lower case; the latest first.
    List<Row> search(String start, Place after, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from channel
                where deleted_at is null and (created_at, id) < (:at, :id)
                    and (handle ~>=~ :start and handle ~<~ :end or lower(name) ~>=~ :start and lower(name) ~<~ :end)
                order by created_at desc, id desc limit :most""".formatted(COLUMNS))
                .bind("at", Rows.time(after.at()))
                .bind("id", after.id())
                .bind("start", start)
                .bind("end", start + "\uffff")
                .bind("most", most)
                .map((row, _) -> channel(row))
                .list());
    }

    /// About how many rows the tables have, as the database keeps count of them itself: counting a million each minute
    /// would be work for nothing.
    Map<String, Long> rows() {
        return jdbi.withHandle(handle -> {
            Map<String, Long> counts = new HashMap<>();
            handle.createQuery("""
                    select relname, n_live_tup from pg_stat_user_tables
                    where schemaname = current_schema() and relname in ('account', 'session', 'channel', 'show')""")
                    .map((row, _) -> counts.put(row.getString(1), row.getLong(2)))
                    .list();
            return counts;
        });
    }
}
