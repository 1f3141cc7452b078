package footlight.platform.identity;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The tables `identity` and `used_attempt`.
final class IdentityTable {
    private final Jdbi jdbi;

    IdentityTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param label what they recognise it by
    record Row(String id, String provider, String label, Instant createdAt, Instant usedAt) {}

    /// Whose identity this is; notes that it was used.
    Optional<String> use(Someone someone, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                update identity set used_at = :now, label = :label where issuer = :issuer and subject = :subject
                returning account_id""")
                .bind("now", Rows.time(now))
                .bind("label", someone.label())
                .bind("issuer", someone.issuer())
                .bind("subject", someone.subject())
                .mapTo(String.class)
                .findOne());
    }

    /// False when somebody has it already.
    boolean insert(String id, String accountId, String provider, Someone someone, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into identity (id, account_id, provider, issuer, subject, label, created_at, used_at)
                        values (:id, :account, :provider, :issuer, :subject, :label, :now, :now)
                        on conflict (issuer, subject) do nothing""")
                        .bind("id", id)
                        .bind("account", accountId)
                        .bind("provider", provider)
                        .bind("issuer", someone.issuer())
                        .bind("subject", someone.subject())
                        .bind("label", someone.label())
                        .bind("now", Rows.time(now))
                        .execute()
                == 1);
    }

    List<Row> of(String accountId) {
        return jdbi.withHandle(handle -> of(handle, accountId));
    }

    private static List<Row> of(Handle handle, String accountId) {
        return handle.createQuery("""
                select id, provider, label, created_at, used_at from identity
                where account_id = :account order by created_at, id limit 100""")
                .bind("account", accountId)
                .map((row, _) -> new Row(
                        row.getString("id"),
                        row.getString("provider"),
                        row.getString("label"),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "used_at")))
                .list();
    }

    /// What became of taking one away.
    enum Unlinked {
        DONE,
        NOT_THERE,
        LAST_WAY_IN
    }

    /// One after the other for one account, so that of two that are taken away at once one stays.
    ///
    /// @param on keys of the providers by which one can sign in now
    Unlinked delete(String accountId, String id, Collection<String> on) {
        return jdbi.inTransaction(handle -> {
            boolean password = handle.createQuery("""
                    select password_hash is not null from account where id = :id for no key update""")
                    .bind("id", accountId)
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(false);
            List<Row> all = of(handle, accountId);
            if (all.stream().noneMatch(row -> row.id().equals(id))) return Unlinked.NOT_THERE;
            boolean another = all.stream().anyMatch(row -> !row.id().equals(id) && on.contains(row.provider()));
            if (!password && !another) return Unlinked.LAST_WAY_IN;
            handle.createUpdate("delete from identity where id = :id and account_id = :account")
                    .bind("id", id)
                    .bind("account", accountId)
                    .execute();
            return Unlinked.DONE;
        });
    }

    /// Notes that this way back was taken. False when it was before.
    boolean useUp(byte[] stateHash, Instant now, Instant expiresAt) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("delete from used_attempt where expires_at <= :now")
                    .bind("now", Rows.time(now))
                    .execute();
            return handle.createUpdate("""
                            insert into used_attempt (state_hash, expires_at) values (:hash, :expires)
                            on conflict do nothing""")
                            .bind("hash", stateHash)
                            .bind("expires", Rows.time(expiresAt))
                            .execute()
                    == 1;
        });
    }
}
