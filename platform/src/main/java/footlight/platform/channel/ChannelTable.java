package footlight.platform.channel;

import footlight.platform.access.Role;
import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The tables `channel` and `channel_member`.
final class ChannelTable {
    private static final RowMapper<Channel> CHANNEL =
            (row, _) -> new Channel(row.getString("id"), row.getString("name"), row.getString("handle"));

    private final Jdbi jdbi;

    ChannelTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Makes the channel that always exists, unless it does.
    void insertMain(String id, String name, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into channel (id, name, handle, is_default, created_at) values (:id, :name, 'main', true, :now)
                on conflict do nothing""")
                .bind("id", id)
                .bind("name", name)
                .bind("now", Rows.time(now))
                .execute());
    }

    Channel main() {
        return jdbi.withHandle(handle -> handle.createQuery("select id, name, handle from channel where is_default")
                .map(CHANNEL)
                .one());
    }

    Optional<Channel> byId(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select id, name, handle from channel where id = :id")
                .bind("id", id)
                .map(CHANNEL)
                .findOne());
    }

    List<Channel> all() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select id, name, handle from channel order by is_default desc, created_at, id limit 1000""").map(CHANNEL).list());
    }

    List<Channel> ofMember(String accountId) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select id, name, handle from channel join channel_member on channel_id = id
                where account_id = :account order by is_default desc, created_at, id limit 1000""").bind("account", accountId).map(CHANNEL).list());
    }

    Optional<Role> roleOf(String channelId, String accountId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select role from channel_member where channel_id = :channel and account_id = :account""")
                .bind("channel", channelId)
                .bind("account", accountId)
                .map((row, _) -> Role.of(row.getString("role")))
                .findOne());
    }
}
