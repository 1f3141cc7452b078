package footlight.platform.self;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `account`, as people look after their own row.
final class ProfileTable {
    private final Jdbi jdbi;

    ProfileTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Profile> of(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select id, name, coalesce(email, '') as email, role, verified_at is not null as verified,
                    password_hash is not null as has_password, language, time_zone, avatar, created_at,
                    (select account_token.email from account_token
                        where account_id = account.id and purpose = 'email' and expires_at > :now
                        order by account_token.created_at desc limit 1) as new_email
                from account where id = :id and deleted_at is null""")
                .bind("id", id)
                .bind("now", Rows.time(now))
                .map((row, _) -> new Profile(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("new_email"),
                        row.getString("role"),
                        row.getBoolean("verified"),
                        row.getBoolean("has_password"),
                        row.getString("language"),
                        row.getString("time_zone"),
                        row.getString("avatar"),
                        Rows.instant(row, "created_at")))
                .findOne());
    }

    /// What somebody wants to change; what is not named stays.
    record Change(
            @Nullable String name,
            boolean withLanguage,
            @Nullable String language,
            boolean withTimeZone,
            @Nullable String timeZone) {}

    void change(String id, Change change) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update account set name = coalesce(:name, name),
                    language = case when :withLanguage then cast(:language as text) else language end,
                    time_zone = case when :withZone then cast(:zone as text) else time_zone end
                where id = :id""")
                .bind("id", id)
                .bind("name", change.name())
                .bind("withLanguage", change.withLanguage())
                .bind("language", change.language())
                .bind("withZone", change.withTimeZone())
                .bind("zone", change.timeZone())
                .execute());
    }

    /// Puts this picture, or none, in the place of the one before.
    ///
    /// @return the one before
    Optional<String> avatar(String id, @Nullable String hash) {
        return jdbi.inTransaction(handle -> {
            Optional<String> before = handle.createQuery("select avatar from account where id = :id for no key update")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne();
            handle.createUpdate("update account set avatar = :hash where id = :id")
                    .bind("hash", hash)
                    .bind("id", id)
                    .execute();
            return before;
        });
    }

    boolean anybodyHas(String hash) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select 1 from account where avatar = :hash)")
                        .bind("hash", hash)
                        .mapTo(Boolean.class)
                        .one());
    }
}
