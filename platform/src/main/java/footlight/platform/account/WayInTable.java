package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What changes in `account`, `account_token` and `session` when somebody changes what they come in by. Within the
/// caller's transaction.
final class WayInTable {
    static final String EMAIL = "email";
    static final String UNDO = "undo";

    /// What a link stands for.
    ///
    /// @param email the address that it went to
    /// @param accountEmail the one that the account has now; empty for none
    record Link(
            String accountId, String name, String email, String accountEmail, boolean verified, Instant createdAt) {}

    void put(
            Handle handle,
            byte[] tokenHash,
            String accountId,
            String purpose,
            String email,
            Instant now,
            Instant expiresAt) {
        handle.createUpdate("""
                insert into account_token (token_hash, account_id, purpose, email, created_at, expires_at)
                values (:hash, :account, :purpose, :email, :now, :expires)""")
                .bind("hash", tokenHash)
                .bind("account", accountId)
                .bind("purpose", purpose)
                .bind("email", email)
                .bind("now", Rows.time(now))
                .bind("expires", Rows.time(expiresAt))
                .execute();
    }

    /// Takes back what waits for a letter's link.
    void forgetWish(Handle handle, String accountId) {
        handle.createUpdate("delete from account_token where account_id = :id and purpose = 'email'")
                .bind("id", accountId)
                .execute();
    }

    /// What a link stands for while it is good; it waits for whoever uses it up just now.
    Optional<Link> good(Handle handle, byte[] tokenHash, String purpose, Instant now) {
        return handle.createQuery("""
                select account.id, name, account_token.email, coalesce(account.email, '') as account_email,
                    verified_at is not null as verified, account_token.created_at
                from (select account_id, email, created_at, token_hash from account_token
                        where token_hash = :hash and purpose = :purpose and expires_at > :now for update) account_token
                    join account on account.id = account_id
                where deleted_at is null and disabled_at is null
                for update of account""")
                .bind("hash", tokenHash)
                .bind("purpose", purpose)
                .bind("now", Rows.time(now))
                .map((row, _) -> new Link(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("account_email"),
                        row.getBoolean("verified"),
                        Rows.instant(row, "created_at")))
                .findOne();
    }

    boolean taken(Handle handle, String email) {
        return handle.createQuery("select exists (select 1 from account where email = :email)")
                .bind("email", email)
                .mapTo(Boolean.class)
                .one();
    }

    /// The address is theirs; links that went to the one before are worthless, but that which takes it back.
    void move(Handle handle, String accountId, String email, Instant now) {
        handle.createUpdate("update account set email = :email, verified_at = :now where id = :id")
                .bind("email", email)
                .bind("now", Rows.time(now))
                .bind("id", accountId)
                .execute();
        handle.createUpdate(
                        "delete from account_token where account_id = :id and purpose in ('verify', 'reset', 'email')")
                .bind("id", accountId)
                .execute();
    }

    /// Takes changes back up to that of this link, and signs everybody out. What whoever came later could take back
    /// with is worthless too.
    void back(Handle handle, Link link, Instant now) {
        move(handle, link.accountId(), link.email(), now);
        handle.createUpdate("""
                delete from account_token where account_id = :id and purpose = 'undo' and created_at >= :since""")
                .bind("id", link.accountId())
                .bind("since", Rows.time(link.createdAt()))
                .execute();
        handle.createUpdate("delete from session where account_id = :id")
                .bind("id", link.accountId())
                .execute();
    }

    /// Changes the password unless it is another one than `before` by now, and ends all sessions but this one.
    ///
    /// @param before its hash; null for none
    boolean password(Handle handle, String accountId, @Nullable String before, String after, byte[] ownTokenHash) {
        int changed = handle.createUpdate("""
                update account set password_hash = :after
                where id = :id and password_hash is not distinct from cast(:before as text)""")
                .bind("after", after)
                .bind("before", before)
                .bind("id", accountId)
                .execute();
        if (changed == 0) return false;
        handle.createUpdate("delete from account_token where account_id = :id and purpose = 'reset'")
                .bind("id", accountId)
                .execute();
        handle.createUpdate("delete from session where account_id = :id and token_hash <> :own")
                .bind("id", accountId)
                .bind("own", ownTokenHash)
                .execute();
        return true;
    }
}
