package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `session`: hashes of the tokens that browsers carry.
final class SessionTable {
    private static final String COLUMNS =
            "session.id, account_id, role = 'admin' as admin, session.created_at, seen_at,"
                    + " coalesce(proved_at, session.created_at) as proved_at, address, user_agent";
    private static final RowMapper<Row> ROW = (row, _) -> new Row(
            row.getString("id"),
            row.getString("account_id"),
            row.getBoolean("admin"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "seen_at"),
            Rows.instant(row, "proved_at"),
            row.getString("address"),
            row.getString("user_agent"));

    private final Jdbi jdbi;

    SessionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param admin whether its account runs this server
    /// @param provedAt when they proved who they are
    record Row(
            String id,
            String accountId,
            boolean admin,
            Instant createdAt,
            Instant seenAt,
            Instant provedAt,
            @Nullable String address,
            @Nullable String userAgent) {}

    void insert(String id, byte[] tokenHash, String accountId, Instant now, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into session (id, token_hash, account_id, created_at, seen_at, expires_at)
                values (:id, :hash, :account, :now, :now, :expires)""")
                .bind("id", id)
                .bind("hash", tokenHash)
                .bind("account", accountId)
                .bind("now", Rows.time(now))
                .bind("expires", Rows.time(expiresAt))
                .execute());
    }

    Optional<Row> valid(byte[] tokenHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from session join account on account.id = account_id
                where token_hash = :hash and expires_at > :now and deleted_at is null and disabled_at is null""".formatted(COLUMNS))
                .bind("hash", tokenHash)
                .bind("now", Rows.time(now))
                .map(ROW)
                .findOne());
    }

    /// The one seen last first.
    List<Row> of(String accountId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from session join account on account.id = account_id
                where account_id = :account and expires_at > :now
                order by seen_at desc, session.id limit 200""".formatted(COLUMNS))
                .bind("account", accountId)
                .bind("now", Rows.time(now))
                .map(ROW)
                .list());
    }

    void prove(byte[] tokenHash, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update session set proved_at = :now where token_hash = :hash")
                .bind("hash", tokenHash)
                .bind("now", Rows.time(now))
                .execute());
    }

    boolean deleteOne(String accountId, String id) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from session where account_id = :account and id = :id""")
                        .bind("account", accountId)
                        .bind("id", id)
                        .execute()
                == 1);
    }

    int deleteOthers(String accountId, byte[] but) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                delete from session where account_id = :account and token_hash <> :hash""")
                .bind("account", accountId)
                .bind("hash", but)
                .execute());
    }

    void slide(byte[] tokenHash, Instant now, Instant expiresAt, @Nullable String address, @Nullable String userAgent) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update session set seen_at = :now, expires_at = :expires, address = coalesce(:address, address),
                    user_agent = coalesce(:agent, user_agent)
                where token_hash = :hash""")
                .bind("address", address)
                .bind("agent", userAgent)
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
