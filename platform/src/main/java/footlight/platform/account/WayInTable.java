package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What changes in `account`, `account_token` and `session` when somebody changes what they come in by. Within the
/// caller's transaction.
final class WayInTable {
    static final String EMAIL = "email";
    static final String UNDO = "undo";
    /// Whoever means to keep an account prepares that before they take its address.
    private static final Duration THIEFS_HOUR = Duration.ofHours(1);

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

    /// Whether somebody else can still have the address back: the account that it was taken from.
    boolean kept(Handle handle, String email, String butForId, Instant now) {
        return handle.createQuery("""
                select exists (select 1 from account_token
                    where purpose = 'undo' and email = :email and account_id <> :id and expires_at > :now)""")
                .bind("email", email)
                .bind("id", butForId)
                .bind("now", Rows.time(now))
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

    /// Takes changes back up to that of this link, and signs everybody out. Whoever made them may have left ways in
    /// behind: the password, other sites' words and API keys that came since are gone, and so is what whoever came
    /// later could take back with.
    void back(Handle handle, Link link, Instant now) {
        free(handle, link);
        move(handle, link.accountId(), link.email(), now);
        handle.createUpdate("""
                delete from account_token where account_id = :id and purpose = 'undo' and created_at >= :since""")
                .bind("id", link.accountId())
                .bind("since", Rows.time(link.createdAt()))
                .execute();
        handle.createUpdate("delete from session where account_id = :id")
                .bind("id", link.accountId())
                .execute();
        handle.createUpdate("update account set password_hash = null where id = :id")
                .bind("id", link.accountId())
                .execute();
        Instant since = link.createdAt().minus(THIEFS_HOUR);
        handle.createUpdate("delete from identity where account_id = :id and created_at >= :since")
                .bind("id", link.accountId())
                .bind("since", Rows.time(since))
                .execute();
        handle.createUpdate("""
                update api_key set revoked_at = :now
                where maker_id = :id and created_at >= :since and revoked_at is null""")
                .bind("id", link.accountId())
                .bind("since", Rows.time(since))
                .bind("now", Rows.time(now))
                .execute();
    }

    /// Nobody else stands in the way: the link proves whose address it is. An account that it opened and nothing was
    /// done with is gone; any other one goes on without an address.
    private static void free(Handle handle, Link link) {
        Optional<String> holder = handle.createQuery(
                        "select id from account where email = :email and id <> :id for update")
                .bind("email", link.email())
                .bind("id", link.accountId())
                .mapTo(String.class)
                .findOne();
        if (holder.isEmpty()) return;
        int gone = handle.createUpdate("""
                delete from account where id = :id and role = 'member' and avatar is null
                    and not exists (select 1 from channel_member where account_id = :id)
                    and not exists (select 1 from identity where account_id = :id)
                    and not exists (select 1 from api_key where maker_id = :id)
                    and not exists (select 1 from follow where account_id = :id)
                    and not exists (select 1 from reminder where account_id = :id)""").bind("id", holder.get()).execute();
        if (gone == 1) return;
        handle.createUpdate("update account set email = null, verified_at = null where id = :id")
                .bind("id", holder.get())
                .execute();
        handle.createUpdate("delete from account_token where account_id = :id and purpose in ('verify', 'reset')")
                .bind("id", holder.get())
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
