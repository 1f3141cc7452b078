package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The table `session`: hashes of the tokens that browsers carry.
final class SessionTable {
    private final Jdbi jdbi;

    SessionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param admin whether its account runs this server
    record Row(String accountId, boolean admin, Instant createdAt, Instant seenAt) {}

    void insert(byte[] tokenHash, String accountId, Instant now, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into session (token_hash, account_id, created_at, seen_at, expires_at)
                values (:hash, :account, :now, :now, :expires)""")
                .bind("hash", tokenHash)
                .bind("account", accountId)
                .bind("now", Rows.time(now))
                .bind("expires", Rows.time(expiresAt))
                .execute());
    }

    Optional<Row> valid(byte[] tokenHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select account_id, role = 'admin' as admin, session.created_at, seen_at
                from session join account on account.id = account_id
                where token_hash = :hash and expires_at > :now and deleted_at is null and disabled_at is null""")
                .bind("hash", tokenHash)
                .bind("now", Rows.time(now))
                .map((row, _) -> new Row(
                        row.getString("account_id"),
                        row.getBoolean("admin"),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "seen_at")))
                .findOne());
    }

    void slide(byte[] tokenHash, Instant now, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update session set seen_at = :now, expires_at = :expires where token_hash = :hash""")
                .bind("hash", tokenHash)
                .bind("now", Rows.time(now))
                .bind("expires", Rows.time(expiresAt))
                .execute());
    }

    void delete(byte[] tokenHash) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from session where token_hash = :hash")
                .bind("hash", tokenHash)
                .execute());
    }

    void deleteExpired(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from session where expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute());
    }
}
