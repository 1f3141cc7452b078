package footlight.platform.team;

import footlight.platform.access.Role;
import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `invitation`. What has expired is as good as not there.
final class InvitationTable {
    private static final String COLUMNS = """
            id, channel_id, email, role, created_at, expires_at,
            (select name from account where account.id = inviter_id and account.deleted_at is null) as inviter""";

    private static final RowMapper<Invitation> INVITATION = (row, _) -> new Invitation(
            row.getString("id"),
            row.getString("channel_id"),
            row.getString("email"),
            Role.of(row.getString("role")),
            row.getString("inviter"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "expires_at"));

    private final Jdbi jdbi;

    InvitationTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Whoever was invited before under this address has the new one instead.
    ///
    /// @param inviterId null when it was not a person
    void put(Invitation invitation, @Nullable String inviterId, byte[] tokenHash) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from invitation where expires_at <= :now")
                    .bind("now", Rows.time(invitation.createdAt()))
                    .execute();
            handle.createUpdate("""
                    insert into invitation (id, channel_id, email, role, inviter_id, token_hash, created_at, expires_at)
                    values (:id, :channel, :email, :role, :inviter, :hash, :created, :expires)
                    on conflict (channel_id, email) do update set id = excluded.id, role = excluded.role,
                        inviter_id = excluded.inviter_id, token_hash = excluded.token_hash, created_at = excluded.created_at,
                        expires_at = excluded.expires_at""")
                    .bind("id", invitation.id())
                    .bind("channel", invitation.channelId())
                    .bind("email", invitation.email())
                    .bind("role", invitation.role().word())
                    .bind("inviter", inviterId)
                    .bind("hash", tokenHash)
                    .bind("created", Rows.time(invitation.createdAt()))
                    .bind("expires", Rows.time(invitation.expiresAt()))
                    .execute();
        });
    }

    List<Invitation> of(String channelId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from invitation
                where channel_id = :channel and expires_at > :now order by created_at desc, id""".formatted(COLUMNS))
                .bind("channel", channelId)
                .bind("now", Rows.time(now))
                .map(INVITATION)
                .list());
    }

    Optional<Invitation> byToken(byte[] tokenHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from invitation
                where token_hash = :hash and expires_at > :now""".formatted(COLUMNS))
                .bind("hash", tokenHash)
                .bind("now", Rows.time(now))
                .map(INVITATION)
                .findOne());
    }

    boolean delete(String channelId, String id) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                delete from invitation where channel_id = :channel and id = :id""")
                        .bind("channel", channelId)
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /// Uses an invitation up; empty when it is not good any more.
    Optional<Invitation> take(Handle handle, byte[] tokenHash, Instant now) {
        return handle.createQuery("""
                delete from invitation where token_hash = :hash and expires_at > :now
                returning %s""".formatted(COLUMNS))
                .bind("hash", tokenHash)
                .bind("now", Rows.time(now))
                .map(INVITATION)
                .findOne();
    }

    /// Makes a member; who is one already keeps the greater of both roles. Answers the role that they have now.
    Role join(Handle handle, Invitation invitation, String accountId, Instant now) {
        return handle.createQuery("""
                insert into channel_member (channel_id, account_id, role, joined_at)
                values (:channel, :account, :role, :now)
                on conflict (channel_id, account_id) do update set role =
                    case when 'owner' in (channel_member.role, excluded.role) then 'owner'
                         when 'producer' in (channel_member.role, excluded.role) then 'producer'
                         else 'moderator' end
                returning role""")
                .bind("channel", invitation.channelId())
                .bind("account", accountId)
                .bind("role", invitation.role().word())
                .bind("now", Rows.time(now))
                .map((row, _) -> Role.of(row.getString("role")))
                .one();
    }
}
