package footlight.platform.account;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tables `sign_in_code`, the one code that is good for an address, and `sign_in_wrong`. Within the caller's
/// transaction.
final class SignInCodeTable {
    /// @param tries wrong ones until now
    record Row(@SuppressWarnings("ArrayRecordComponent") byte[] hash, int tries) { // Straight out of the table.
        @Override
        public String toString() {
            return "Row[" + tries + "]";
        }
    }

    /// In place of the one before.
    void put(Handle handle, String email, byte[] hash, Instant now, Instant expiresAt) {
        handle.createUpdate("delete from sign_in_code where expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute();
        handle.createUpdate("delete from sign_in_wrong where until <= :now")
                .bind("now", Rows.time(now))
                .execute();
        handle.createUpdate("""
                insert into sign_in_code (email, code_hash, expires_at) values (:email, :hash, :expires)
                on conflict (email) do update
                    set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at""")
                .bind("email", email)
                .bind("hash", hash)
                .bind("expires", Rows.time(expiresAt))
                .execute();
    }

    /// The one that is good now; others who try it at the same moment wait.
    Optional<Row> hold(Handle handle, String email, Instant now) {
        return handle.createQuery("""
                select code_hash, tries from sign_in_code where email = :email and expires_at > :now for update""")
                .bind("email", email)
                .bind("now", Rows.time(now))
                .map((row, _) -> new Row(row.getBytes("code_hash"), row.getInt("tries")))
                .findOne();
    }

    /// Counts it, for this code and for the day.
    ///
    /// @param until when the day is over that begins with it, unless one has begun
    void wrong(Handle handle, String email, Instant now, Instant until) {
        handle.createUpdate("update sign_in_code set tries = tries + 1 where email = :email")
                .bind("email", email)
                .execute();
        handle.createUpdate("""
                insert into sign_in_wrong (email, tries, until) values (:email, 1, :until)
                on conflict (email) do update
                    set tries = case when sign_in_wrong.until > :now then sign_in_wrong.tries + 1 else 1 end,
                        until = case when sign_in_wrong.until > :now then sign_in_wrong.until else excluded.until end""")
                .bind("email", email)
                .bind("now", Rows.time(now))
                .bind("until", Rows.time(until))
                .execute();
    }

    /// Until when no more is tried for this address, when `most` were wrong within a day.
    Optional<Instant> wrongUntil(Handle handle, String email, int most, Instant now) {
        return handle.createQuery(
                        "select until from sign_in_wrong where email = :email and until > :now and tries >= :most")
                .bind("email", email)
                .bind("now", Rows.time(now))
                .bind("most", most)
                .map((row, _) -> Rows.instant(row, "until"))
                .findOne();
    }

    void delete(Handle handle, String email) {
        handle.createUpdate("delete from sign_in_code where email = :email")
                .bind("email", email)
                .execute();
    }
}
