package footlight.platform.team;

import footlight.platform.access.Role;
import footlight.platform.store.Rows;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `channel_member`, as its members look after it.
final class MemberTable {
    private final Jdbi jdbi;

    MemberTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What became of a change.
    enum Changed {
        DONE,
        NOT_THERE,
        LAST_OWNER
    }

    /// The owners first, then by name.
    List<Member> of(String channelId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select account_id, account.name, avatar, coalesce(email, '') as email, channel_member.role, joined_at
                from channel_member join account on account.id = account_id
                where channel_id = :channel
                order by array_position(array['owner', 'producer', 'moderator'], channel_member.role),
                    lower(account.name), account_id""")
                .bind("channel", channelId)
                .map((row, _) -> new Member(
                        row.getString("account_id"),
                        row.getString("name"),
                        row.getString("avatar"),
                        row.getString("email"),
                        Role.of(row.getString("role")),
                        Rows.instant(row, "joined_at")))
                .list());
    }

    /// Gives a member another role, or takes the membership away. One after the other for one channel, so that of two
    /// owners who leave at once one stays.
    ///
    /// @param role null to let them go
    Changed change(String channelId, String accountId, @Nullable Role role) {
        return jdbi.inTransaction(handle -> {
            handle.createQuery("select id from channel where id = :channel for no key update")
                    .bind("channel", channelId)
                    .mapTo(String.class)
                    .findOne();
            Optional<Role> before = roleOf(handle, channelId, accountId);
            if (before.isEmpty()) return Changed.NOT_THERE;
            if (before.get() == Role.OWNER && role != Role.OWNER && owners(handle, channelId) == 1)
                return Changed.LAST_OWNER;
            if (role == null) delete(handle, channelId, accountId);
            else update(handle, channelId, accountId, role);
            return Changed.DONE;
        });
    }

    private static Optional<Role> roleOf(Handle handle, String channelId, String accountId) {
        return handle.createQuery("""
                select role from channel_member where channel_id = :channel and account_id = :account""")
                .bind("channel", channelId)
                .bind("account", accountId)
                .map((row, _) -> Role.of(row.getString("role")))
                .findOne();
    }

    private static int owners(Handle handle, String channelId) {
        return handle.createQuery("""
                select count(*) from channel_member where channel_id = :channel and role = 'owner'""")
                .bind("channel", channelId)
                .mapTo(Integer.class)
                .one();
    }

    private static void delete(Handle handle, String channelId, String accountId) {
        handle.createUpdate("delete from channel_member where channel_id = :channel and account_id = :account")
                .bind("channel", channelId)
                .bind("account", accountId)
                .execute();
    }

    private static void update(Handle handle, String channelId, String accountId, Role role) {
        handle.createUpdate("""
                update channel_member set role = :role where channel_id = :channel and account_id = :account""")
                .bind("role", role.word())
                .bind("channel", channelId)
                .bind("account", accountId)
                .execute();
    }
}
