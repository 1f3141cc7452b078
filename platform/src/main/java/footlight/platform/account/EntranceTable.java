package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `account_token`, and what its links change in `account`. Within the caller's transaction.
final class EntranceTable {
    static final String VERIFY = "verify";
    static final String RESET = "reset";

    /// What a link stands for.
    ///
    /// @param name what the person who asked for it wants to be called; null when it does not change
    /// @param passwordHash what that person chose; null when it does not change
    /// @param admin whether the account runs this server
    record Link(
            String accountId,
            String email,
            String accountName,
            @Nullable String name,
            @Nullable String passwordHash,
            boolean verified,
            boolean admin) {}

    void put(
            Handle handle,
            byte[] tokenHash,
            String purpose,
            Account account,
            @Nullable String name,
            @Nullable String passwordHash,
            Instant now,
            Instant expiresAt) {
        handle.createUpdate("delete from account_token where expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute();
        handle.createUpdate("""
                insert into account_token (token_hash, account_id, purpose, email, name, password_hash, created_at, expires_at)
                values (:hash, :account, :purpose, :email, :name, :password, :now, :expires)""")
                .bind("hash", tokenHash)
                .bind("account", account.id())
                .bind("purpose", purpose)
                .bind("email", account.email())
                .bind("name", name)
                .bind("password", passwordHash)
                .bind("now", Rows.time(now))
                .bind("expires", Rows.time(expiresAt))
                .execute();
    }

    /// What a link stands for while it is good; it waits for whoever uses it up just now. A link to an address that is
    /// not the account's any more is none.
    Optional<Link> good(Handle handle, byte[] tokenHash, String purpose, Instant now) {
        return handle.createQuery("""
                select account.id, coalesce(account.email, '') as email, account.name as account_name,
                    account_token.name, account_token.password_hash, verified_at is not null as verified,
                    role = 'admin' as admin
                from account_token join account on account.id = account_id
                where token_hash = :hash and purpose = :purpose and expires_at > :now
                    and account_token.email = coalesce(account.email, '')
                    and deleted_at is null and disabled_at is null
                for update""")
                .bind("hash", tokenHash)
                .bind("purpose", purpose)
                .bind("now", Rows.time(now))
                .map((row, _) -> new Link(
                        row.getString("id"),
                        row.getString("email"),
                        row.getString("account_name"),
                        row.getString("name"),
                        row.getString("password_hash"),
                        row.getBoolean("verified"),
                        row.getBoolean("admin")))
                .findOne();
    }

    /// The address is theirs: every link of the account, and every session but what comes next, is over. When it is
    /// the first proof, and not made where somebody was signed in with the account, whoever made it may be somebody
    /// else: the password and the other sites' words that opened it are gone too.
    ///
    /// @param same whether it is opened where the account is signed in
    void enter(
            Handle handle, Link link, boolean same, @Nullable String name, @Nullable String passwordHash, Instant now) {
        String accountId = link.accountId();
        if (!link.verified() && !same)
            handle.createUpdate("delete from identity where account_id = :id")
                    .bind("id", accountId)
                    .execute();
        handle.createUpdate("""
                update account set verified_at = coalesce(verified_at, :now), name = coalesce(:name, name),
                    password_hash = case when verified_at is null then cast(:password as text)
                        else coalesce(:password, password_hash) end
                where id = :id""")
                .bind("now", Rows.time(now))
                .bind("name", name)
                .bind("password", passwordHash)
                .bind("id", accountId)
                .execute();
        // What takes a change of address back outlives a new password: a thief would choose one first of all.
        handle.createUpdate("delete from account_token where account_id = :id and purpose <> 'undo'")
                .bind("id", accountId)
                .execute();
        handle.createUpdate("delete from session where account_id = :id")
                .bind("id", accountId)
                .execute();
    }
}
