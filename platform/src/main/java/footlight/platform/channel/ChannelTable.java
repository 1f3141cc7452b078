package footlight.platform.channel;

import footlight.platform.access.Role;
import footlight.platform.store.Database;
import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;

/// The tables `channel` and `channel_member`. A deleted channel stays as a row that no question here finds.
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

    /// A channel and its first owner. False when another channel has the handle.
    boolean insert(Channel channel, String ownerId, Instant now) {
        return jdbi.inTransaction(handle -> {
            int made = handle.createUpdate("""
                    insert into channel (id, name, handle, created_at) values (:id, :name, :handle, :now)
                    on conflict do nothing""")
                    .bind("id", channel.id())
                    .bind("name", channel.name())
                    .bind("handle", channel.handle())
                    .bind("now", Rows.time(now))
                    .execute();
            if (made == 0) return false;
            handle.createUpdate("""
                    insert into channel_member (channel_id, account_id, role, joined_at)
                    values (:channel, :account, 'owner', :now)""")
                    .bind("channel", channel.id())
                    .bind("account", ownerId)
                    .bind("now", Rows.time(now))
                    .execute();
            return true;
        });
    }

    /// What became of a change.
    enum Changed {
        DONE,
        NOT_THERE,
        HANDLE_TAKEN
    }

    Changed update(Channel channel, ChannelAbout about) {
        try {
            int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                    update channel set name = :name, handle = :handle, description = :description, time_zone = :time_zone,
                        language = :language, default_visibility = :default_visibility
                    where id = :id and deleted_at is null""")
                    .bind("id", channel.id())
                    .bind("name", channel.name())
                    .bind("handle", channel.handle())
                    .bind("description", about.description())
                    .bind("time_zone", about.timeZone())
                    .bind("language", about.language())
                    .bind("default_visibility", about.defaultVisibility())
                    .execute());
            return changed == 1 ? Changed.DONE : Changed.NOT_THERE;
        } catch (JdbiException failure) {
            if (Database.duplicate(failure)) return Changed.HANDLE_TAKEN;
            throw failure;
        }
    }

    /// Takes the channel away from everybody; false when it is gone already. Its row is held from here on.
    boolean delete(Handle handle, String id, Instant now) {
        int deleted = handle.createUpdate("""
                update channel set deleted_at = :now where id = :id and deleted_at is null and not is_default""")
                .bind("id", id)
                .bind("now", Rows.time(now))
                .execute();
        handle.createUpdate("delete from channel_member where channel_id = :id")
                .bind("id", id)
                .execute();
        return deleted == 1;
    }

    /// Holds the channel's row, so that it is not deleted before the transaction ends. False when it is gone.
    boolean hold(Handle handle, String id) {
        return handle.createQuery("select id from channel where id = :id and deleted_at is null for share")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    Optional<Channel> byId(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, handle from channel where id = :id and deleted_at is null")
                .bind("id", id)
                .map(CHANNEL)
                .findOne());
    }

    Optional<ChannelAbout> about(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select description, time_zone, language, default_visibility from channel
                where id = :id and deleted_at is null""")
                .bind("id", id)
                .map((row, _) -> new ChannelAbout(
                        row.getString("description"),
                        row.getString("time_zone"),
                        row.getString("language"),
                        row.getString("default_visibility")))
                .findOne());
    }

    Optional<Channel> byHandle(String name) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, handle from channel where handle = :handle and deleted_at is null")
                .bind("handle", name)
                .map(CHANNEL)
                .findOne());
    }

    List<Channel> all() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select id, name, handle from channel where deleted_at is null
                order by is_default desc, created_at, id limit 1000""").map(CHANNEL).list());
    }

    List<Channel> ofMember(String accountId) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select id, name, handle from channel join channel_member on channel_id = id
                where account_id = :account and deleted_at is null order by is_default desc, created_at, id limit 1000""").bind("account", accountId).map(CHANNEL).list());
    }

    List<Channels.Mine> partsOf(String accountId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select id, name, handle, role from channel join channel_member on channel_id = id
                where account_id = :account and deleted_at is null order by is_default desc, created_at, id limit 1000""")
                .bind("account", accountId)
                .map((row, context) ->
                        new Channels.Mine(CHANNEL.map(row, context), new Part(Role.of(row.getString("role")), null)))
                .list());
    }

    int owned(String accountId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select count(*) from channel_member where account_id = :account and role = 'owner'""")
                .bind("account", accountId)
                .mapTo(Integer.class)
                .one());
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
