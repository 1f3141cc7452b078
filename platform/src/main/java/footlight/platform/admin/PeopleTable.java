package footlight.platform.admin;

import footlight.platform.store.Rows;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The table `account` as who runs the server asks it, and the sessions and links of those in it.
final class PeopleTable {
    private static final String COLUMNS = """
            id, coalesce(email, '') as email, name, role, verified_at is not null as verified, disabled_at is not null as disabled, created_at,
                (select max(seen_at) from session where session.account_id = account.id) as seen_at""";

    private final Jdbi jdbi;

    PeopleTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private static AdminAccount account(ResultSet row) throws SQLException {
        return new AdminAccount(
                row.getString("id"),
                row.getString("email"),
                row.getString("name"),
                row.getString("role"),
                row.getBoolean("verified"),
                row.getBoolean("disabled"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "seen_at"));
    }

    /// The latest first.
    List<AdminAccount> page(Place after, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from account
                where deleted_at is null and (created_at, id) < (:at, :id)
                order by created_at desc, id desc limit :most""".formatted(COLUMNS))
                .bind("at", Rows.time(after.at()))
                .bind("id", after.id())
                .bind("most", most)
                .map((row, _) -> account(row))
                .list());
    }

    /// Those whose address or name begins with `start`, which is in lower case; the latest first.
    List<AdminAccount> search(String start, Place after, int most) {
        // By the order of characters, which the indexes have, whatever the database's language is.
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from account
                where deleted_at is null and (created_at, id) < (:at, :id)
                    and (email ~>=~ :start and email ~<~ :end or lower(name) ~>=~ :start and lower(name) ~<~ :end)
                order by created_at desc, id desc limit :most""".formatted(COLUMNS))
                .bind("at", Rows.time(after.at()))
                .bind("id", after.id())
                .bind("start", start)
                .bind("end", start + "\uffff")
                .bind("most", most)
                .map((row, _) -> account(row))
                .list());
    }

    Optional<AdminAccount> byId(String id) {
        return jdbi.withHandle(handle -> byId(handle, id));
    }

    private static Optional<AdminAccount> byId(Handle handle, String id) {
        return handle.createQuery("select %s from account where id = :id and deleted_at is null".formatted(COLUMNS))
                .bind("id", id)
                .map((row, _) -> account(row))
                .findOne();
    }

    int sessions(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from session where account_id = :id and expires_at > :now")
                .bind("id", id)
                .bind("now", Rows.time(now))
                .mapTo(Integer.class)
                .one());
    }

    List<JsonObject> channels(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select channel.id, name, handle, channel_member.role
                from channel_member join channel on channel.id = channel_id
                where account_id = :id and deleted_at is null order by created_at limit 200""")
                .bind("id", id)
                .map((row, _) -> new JsonObject()
                        .put("id", row.getString("id"))
                        .put("name", row.getString("name"))
                        .put("handle", row.getString("handle"))
                        .put("role", row.getString("role")))
                .list());
    }

    /// Changes what is not null, unless nobody would run the server then; who is shut out is signed out.
    ///
    /// @return whether it was done
    boolean change(
            String id,
            @org.jspecify.annotations.Nullable String role,
            @org.jspecify.annotations.Nullable Boolean disabled,
            Instant now) {
        return jdbi.inTransaction(handle -> {
            // Two admins who demote each other at the same moment: the second waits here, and is then the last one.
            handle.createQuery("""
                    select id from account where role = 'admin' and deleted_at is null order by id for update""").mapTo(String.class).list();
            if (role != null) role(handle, id, role);
            if (disabled != null) disabled(handle, id, disabled ? now : null);
            boolean somebody = handle.createQuery("""
                    select exists (select 1 from account
                    where role = 'admin' and deleted_at is null and disabled_at is null)""").mapTo(Boolean.class).one();
            if (!somebody) handle.rollback();
            return somebody;
        });
    }

    private static void role(Handle handle, String id, String role) {
        handle.createUpdate("update account set role = :role where id = :id and deleted_at is null")
                .bind("id", id)
                .bind("role", role)
                .execute();
    }

    private static void disabled(Handle handle, String id, @org.jspecify.annotations.Nullable Instant since) {
        handle.createUpdate("""
                update account set disabled_at = cast(:since as timestamptz) where id = :id and deleted_at is null""")
                .bind("id", id)
                .bind("since", Rows.timeOrNull(since))
                .execute();
        if (since != null)
            handle.createUpdate("delete from session where account_id = :id")
                    .bind("id", id)
                    .execute();
    }

    /// A link by which the person chooses a password, in place of any before it.
    void link(AdminAccount account, byte[] tokenHash, Instant now, Instant expiresAt) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from account_token where account_id = :id and purpose = 'reset'")
                    .bind("id", account.id())
                    .execute();
            handle.createUpdate("""
                    insert into account_token (token_hash, account_id, purpose, email, created_at, expires_at)
                    values (:hash, :id, 'reset', :email, :now, :expires)""")
                    .bind("hash", tokenHash)
                    .bind("id", account.id())
                    .bind("email", account.email())
                    .bind("now", Rows.time(now))
                    .bind("expires", Rows.time(expiresAt))
                    .execute();
        });
    }
}
