package footlight.platform.self;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What the tables have of one person, for that person. No secrets, and nothing of others: what is not named here does
/// not go along. The columns' names are those that the reader sees.
final class TakeoutTable {
    private static final String CHANNELS = """
            select channel.id, name, handle, channel_member.role, joined_at as "joinedAt"
            from channel_member join channel on channel.id = channel_id
            where account_id = :id and deleted_at is null order by joined_at, channel.id limit 1000""";
    private static final String SHOWS = """
            select show.id, show.channel_id as "channelId", title, description, visibility, phase,
                starts_at as "startsAt", time_zone as "timeZone", started_at as "startedAt", ended_at as "endedAt",
                created_at as "createdAt"
            from channel_member join show on show.channel_id = channel_member.channel_id
            where account_id = :id and role = 'owner' and deleted_at is null
            order by show.created_at, show.id limit 5000""";
    private static final String FOLLOWS = """
            select channel.id as "channelId", name, handle, notices, followed_at as "followedAt"
            from follow join channel on channel.id = channel_id
            where account_id = :id order by followed_at, channel.id limit 5000""";
    private static final String REMINDERS = """
            select show_id as "showId", title, minutes_before as "minutesBefore", made_at as "madeAt"
            from reminder join show on show.id = show_id
            where account_id = :id order by made_at, show_id limit 5000""";
    private static final String SEATS = """
            select show_id as "showId", ground, created_at as "since", expires_at as "until"
            from show_seat where holder = 'account:' || :id order by created_at, id limit 5000""";
    /// What they did, without to whom: that may be somebody else's.
    private static final String DEEDS = """
            select at, deed, channel_id as "channelId", address
            from deed where actor = 'person:' || :id order by id desc limit 5000""";
    private static final String KEYS = """
            select id, channel_id as "channelId", name, scopes, created_at as "createdAt",
                last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt"
            from api_key where maker_id = :id order by created_at, id limit 1000""";

    private final Jdbi jdbi;

    TakeoutTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    JsonObject of(String accountId) {
        return jdbi.withHandle(handle -> new JsonObject()
                .put("channels", rows(handle, CHANNELS, accountId))
                .put("showsOfOwnChannels", rows(handle, SHOWS, accountId))
                .put("follows", rows(handle, FOLLOWS, accountId))
                .put("reminders", rows(handle, REMINDERS, accountId))
                .put("seats", rows(handle, SEATS, accountId))
                .put("keys", rows(handle, KEYS, accountId))
                .put("deeds", rows(handle, DEEDS, accountId)));
    }

    private static JsonArray rows(Handle handle, String sql, String accountId) {
        JsonArray rows = new JsonArray();
        handle.createQuery(sql)
                .bind("id", accountId)
                .map((row, _) -> json(row))
                .list()
                .forEach(rows::add);
        return rows;
    }

    private static JsonObject json(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        JsonObject json = new JsonObject();
        for (int i = 1; i <= columns.getColumnCount(); i++)
            json.put(columns.getColumnLabel(i), value(row, i, columns.getColumnType(i)));
        return json;
    }

    private static @Nullable Object value(ResultSet row, int column, int type) throws SQLException {
        if (type == Types.ARRAY) {
            Array array = row.getArray(column);
            return array == null ? null : new JsonArray(java.util.Arrays.asList((Object[]) array.getArray()));
        }
        if (type == Types.TIMESTAMP_WITH_TIMEZONE || type == Types.TIMESTAMP) {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant().toString();
        }
        return row.getObject(column);
    }
}
