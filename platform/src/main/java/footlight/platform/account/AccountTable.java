package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The tables `account` and `setup_token`.
final class AccountTable {
    private static final RowMapper<Account> ACCOUNT = (row, _) -> new Account(
            row.getString("id"),
            Objects.requireNonNullElse(row.getString("email"), ""),
            row.getString("name"),
            row.getString("password_hash"),
            row.getString("role"),
            Rows.instantOrNull(row, "verified_at"),
            row.getString("avatar"));
    private static final String COLUMNS = "id, email, name, password_hash, role, verified_at, avatar";

    private final Jdbi jdbi;

    AccountTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    boolean anybody() {
        return jdbi.withHandle(AccountTable::anybody);
    }

    Optional<Account> byEmail(String email) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from account where email = :email and deleted_at is null""".formatted(COLUMNS))
                .bind("email", email)
                .map(ACCOUNT)
                .findOne());
    }

    Optional<Account> byId(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from account where id = :id and deleted_at is null""".formatted(COLUMNS))
                .bind("id", id)
                .map(ACCOUNT)
                .findOne());
    }

    /// Whether who runs the server shuts them out.
    boolean disabled(String id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select exists (select 1 from account where id = :id and disabled_at is not null)""").bind("id", id).mapTo(Boolean.class).one());
    }

    Optional<Account> firstAdmin() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select %s from account
                where role = 'admin' and deleted_at is null order by created_at limit 1""".formatted(COLUMNS)).map(ACCOUNT).findOne());
    }

    /// Puts this token into the place of any before it.
    void replaceSetupToken(byte[] hash, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into setup_token (token_hash, created_at) values (:hash, :now)
                on conflict (only_one) do update set token_hash = excluded.token_hash, created_at = excluded.created_at""")
                .bind("hash", hash)
                .bind("now", Rows.time(now))
                .execute());
    }

    /// What came of the first run's form.
    enum FirstAccount {
        MADE,
        TOKEN_WRONG,
        SOMEBODY_ALREADY
    }

    /// Uses the token up and makes the account, both or neither; two forms at once make one account.
    FirstAccount insertFirst(byte[] tokenHash, Account account, String channelId, Instant now) {
        return jdbi.inTransaction(handle -> {
            handle.execute("lock table account in share row exclusive mode");
            if (anybody(handle)) return FirstAccount.SOMEBODY_ALREADY;
            int used = handle.createUpdate("delete from setup_token where token_hash = :hash")
                    .bind("hash", tokenHash)
                    .execute();
            if (used == 0) return FirstAccount.TOKEN_WRONG;
            insert(handle, account, now);
            handle.createUpdate("""
                    insert into channel_member (channel_id, account_id, role) values (:channel, :account, 'owner')""")
                    .bind("channel", channelId)
                    .bind("account", account.id())
                    .execute();
            return FirstAccount.MADE;
        });
    }

    boolean kept(String email, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select exists (select 1 from account_token
                    where purpose = 'undo' and email = :email and expires_at > :now)""")
                .bind("email", email)
                .bind("now", Rows.time(now))
                .mapTo(Boolean.class)
                .one());
    }

    /// False when the address is somebody's already, or an account that had it can take it back.
    boolean insert(Account account, Instant now) {
        return jdbi.withHandle(handle -> insert(handle, account, now));
    }

    private static boolean insert(Handle handle, Account account, Instant now) {
        return handle.createUpdate("""
                insert into account (id, email, name, password_hash, role, verified_at, created_at)
                select :id, :email, :name, :hash, :role, :verified, :now
                where not exists (select 1 from account_token
                    where purpose = 'undo' and email = :email and expires_at > :now)
                on conflict (email) do nothing""")
                        .bind("id", account.id())
                        .bind("email", account.email().isEmpty() ? null : account.email())
                        .bind("name", account.name())
                        .bind("hash", account.passwordHash())
                        .bind("role", account.role())
                        .bind("verified", Rows.timeOrNull(account.verifiedAt()))
                        .bind("now", Rows.time(now))
                        .execute()
                == 1;
    }

    boolean setupTokenFits(byte[] hash) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select exists (select 1 from setup_token where token_hash = :hash)""").bind("hash", hash).mapTo(Boolean.class).one());
    }

    private static boolean anybody(Handle handle) {
        return handle.createQuery("select exists (select 1 from account)")
                .mapTo(Boolean.class)
                .one();
    }
}
