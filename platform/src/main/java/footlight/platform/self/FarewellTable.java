package footlight.platform.self;

import footlight.platform.store.Rows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What hangs on a row of `account`, and what goes with it.
final class FarewellTable {
    private final Jdbi jdbi;

    FarewellTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A channel that nobody else owns who can still come in.
    record Orphan(String id, String name, String handle) {
        Map<String, Object> map() {
            return Map.of("id", id, "name", name, "handle", handle);
        }
    }

    /// What became of a wish to go.
    sealed interface Outcome {
        /// @param email empty unless it was proved
        record Gone(String name, String email, @Nullable String avatar) implements Outcome {
            @Override
            public String toString() {
                return "Gone[]";
            }
        }

        record Owns(List<Orphan> channels) implements Outcome {}

        record LastAdmin() implements Outcome {}

        record NotThere() implements Outcome {}
    }

    /// What is told before.
    JsonObject preview(String id, Instant now) {
        return jdbi.withHandle(handle -> {
            JsonObject counts = handle.createQuery("""
                    select (select count(*) from channel_member join channel on channel.id = channel_id
                            where account_id = :id and channel.deleted_at is null) as memberships,
                        (select count(*) from api_key where maker_id = :id and revoked_at is null
                            and (expires_at is null or expires_at > :now)) as keys,
                        (select count(*) from follow where account_id = :id) as follows,
                        (select count(*) from reminder where account_id = :id) as reminders,
                        (select count(*) from identity where account_id = :id) as identities""")
                    .bind("id", id)
                    .bind("now", Rows.time(now))
                    .map((row, _) -> new JsonObject()
                            .put("memberships", row.getLong("memberships"))
                            .put("keys", row.getLong("keys"))
                            .put("follows", row.getLong("follows"))
                            .put("reminders", row.getLong("reminders"))
                            .put("identities", row.getLong("identities")))
                    .one();
            JsonArray channels = new JsonArray();
            orphans(handle, id).forEach(orphan -> channels.add(new JsonObject(orphan.map())));
            return counts.put("channels", channels).put("lastAdmin", lastAdmin(handle, id));
        });
    }

    /// Takes the account away with all that hangs on it, or nothing. Locks in the order in which everybody else takes
    /// them: channels, then links, then admins, then the account itself; whoever would add to the account meanwhile
    /// waits, and then finds none.
    ///
    /// @param farewell what else belongs into the transaction, once it is sure
    Outcome delete(String id, Instant now, Farewell.Told farewell) {
        return jdbi.inTransaction(handle -> {
            // Of two owners who go at once the second waits here, and is then the only one.
            handle.createQuery("""
                    select id from channel
                    where id in (select channel_id from channel_member where account_id = :id and role = 'owner')
                    order by id for no key update""").bind("id", id).mapTo(String.class).list();
            handle.createUpdate("delete from account_token where account_id = :id")
                    .bind("id", id)
                    .execute();
            // As when admins demote each other.
            handle.createQuery("""
                    select id from account where role = 'admin' and deleted_at is null order by id for update""").mapTo(String.class).list();
            Optional<Outcome.Gone> self = self(handle, id);
            List<Orphan> orphans = self.isEmpty() ? List.of() : orphans(handle, id);
            Outcome outcome;
            if (self.isEmpty()) outcome = new Outcome.NotThere();
            else if (!orphans.isEmpty()) outcome = new Outcome.Owns(orphans);
            else if (lastAdmin(handle, id)) outcome = new Outcome.LastAdmin();
            else outcome = self.get();
            if (outcome instanceof Outcome.Gone gone) {
                away(handle, id, now);
                farewell.tell(handle, gone);
            } else handle.rollback();
            return outcome;
        });
    }

    private static Optional<Outcome.Gone> self(Handle handle, String id) {
        return handle.createQuery("""
                select name, case when verified_at is null then '' else coalesce(email, '') end as email, avatar
                from account where id = :id and deleted_at is null for update""")
                .bind("id", id)
                .map((row, _) ->
                        new Outcome.Gone(row.getString("name"), row.getString("email"), row.getString("avatar")))
                .findOne();
    }

    private static List<Orphan> orphans(Handle handle, String id) {
        return handle.createQuery("""
                select channel.id, channel.name, channel.handle
                from channel_member own join channel on channel.id = own.channel_id and channel.deleted_at is null
                where own.account_id = :id and own.role = 'owner' and not exists (
                    select 1 from channel_member other
                        join account on account.id = other.account_id and deleted_at is null and disabled_at is null
                    where other.channel_id = own.channel_id and other.role = 'owner' and other.account_id <> :id)
                order by channel.created_at, channel.id limit 200""")
                .bind("id", id)
                .map((row, _) -> new Orphan(row.getString("id"), row.getString("name"), row.getString("handle")))
                .list();
    }

    private static boolean lastAdmin(Handle handle, String id) {
        return handle.createQuery("""
                select exists (select 1 from account where id = :id and role = 'admin') and not exists (
                    select 1 from account
                    where role = 'admin' and deleted_at is null and disabled_at is null and id <> :id)""").bind("id", id).mapTo(Boolean.class).one();
    }

    /// Sessions, memberships, identities, follows, reminders and links go with the row.
    private static void away(Handle handle, String id, Instant now) {
        // They stay in their channels' lists, where the others see why something stopped.
        handle.createUpdate("""
                update api_key set revoked_at = coalesce(revoked_at, :now), maker_id = null where maker_id = :id""").bind("now", Rows.time(now)).bind("id", id).execute();
        handle.createUpdate("delete from show_seat where holder = 'account:' || :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("delete from answered where asker = 'person:' || :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("delete from account where id = :id").bind("id", id).execute();
    }
}
