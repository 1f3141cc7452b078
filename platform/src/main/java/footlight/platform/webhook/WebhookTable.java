package footlight.platform.webhook;

import footlight.platform.store.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `webhook`.
final class WebhookTable {
    private static final String COLUMNS = """
            id, channel_id, url, description, events, enabled, disabled_reason, failing_since, old_secret_until,
            after_number, created_at, updated_at""";

    private static final RowMapper<Webhook> WEBHOOK = (row, _) -> new Webhook(
            row.getString("id"),
            row.getString("channel_id"),
            row.getString("url"),
            row.getString("description"),
            words(row),
            row.getBoolean("enabled"),
            row.getString("disabled_reason"),
            Rows.instantOrNull(row, "failing_since"),
            Rows.instantOrNull(row, "old_secret_until"),
            row.getLong("after_number"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "updated_at"));

    private final Jdbi jdbi;

    WebhookTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// False when the channel has `most` already.
    boolean insert(Webhook webhook, byte[] secret, int most) {
        return jdbi.inTransaction(handle -> {
            // Of two who make the last one at once, one has to wait and see.
            handle.createQuery("select 1 from channel where id = :channel for no key update")
                    .bind("channel", webhook.channelId())
                    .mapTo(Integer.class)
                    .findOne();
            if (count(handle, webhook.channelId()) >= most) return false;
            handle.createUpdate("""
                    insert into webhook (id, channel_id, url, description, events, enabled, secret, after_number, created_at,
                        updated_at)
                    values (:id, :channel, :url, :description, string_to_array(:events, ' '), :enabled, :secret, :after,
                        :created, :created)""")
                    .bind("id", webhook.id())
                    .bind("channel", webhook.channelId())
                    .bind("url", webhook.url())
                    .bind("description", webhook.description())
                    .bind("events", joined(webhook.events()))
                    .bind("enabled", webhook.enabled())
                    .bind("secret", secret)
                    .bind("after", webhook.afterNumber())
                    .bind("created", Rows.time(webhook.createdAt()))
                    .execute();
            return true;
        });
    }

    private static int count(Handle handle, String channelId) {
        return handle.createQuery("select count(*) from webhook where channel_id = :channel")
                .bind("channel", channelId)
                .mapTo(Integer.class)
                .one();
    }

    /// The oldest first.
    List<Webhook> of(String channelId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from webhook where channel_id = :channel order by created_at, id limit 100""".formatted(COLUMNS))
                .bind("channel", channelId)
                .map(WEBHOOK)
                .list());
    }

    /// The enabled ones of any of these channels.
    List<Webhook> enabledOf(Handle handle, Set<String> channelIds) {
        return handle.createQuery("""
                select %s from webhook where channel_id = any(string_to_array(:channels, ' ')) and enabled""".formatted(COLUMNS))
                .bind("channels", String.join(" ", channelIds))
                .map(WEBHOOK)
                .list();
    }

    Optional<Webhook> byId(String channelId, String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select %s from webhook where id = :id and channel_id = :channel".formatted(COLUMNS))
                .bind("id", id)
                .bind("channel", channelId)
                .map(WEBHOOK)
                .findOne());
    }

    /// Empty when it was deleted meanwhile.
    Optional<Webhook> update(Webhook webhook) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                update webhook set url = :url, description = :description, events = string_to_array(:events, ' '),
                    enabled = :enabled, disabled_reason = :reason, failing_since = :failing, after_number = :after,
                    updated_at = :updated
                where id = :id returning %s""".formatted(COLUMNS))
                .bind("id", webhook.id())
                .bind("url", webhook.url())
                .bind("description", webhook.description())
                .bind("events", joined(webhook.events()))
                .bind("enabled", webhook.enabled())
                .bind("reason", webhook.disabledReason())
                .bind("failing", Rows.timeOrNull(webhook.failingSince()))
                .bind("after", webhook.afterNumber())
                .bind("updated", Rows.time(webhook.updatedAt()))
                .map(WEBHOOK)
                .findOne());
    }

    /// The secret before goes on until `oldUntil`.
    Optional<Webhook> rotate(String id, byte[] secret, Instant oldUntil, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                update webhook set old_secret = secret, old_secret_until = :until, secret = :secret, updated_at = :now
                where id = :id returning %s""".formatted(COLUMNS))
                .bind("id", id)
                .bind("secret", secret)
                .bind("until", Rows.time(oldUntil))
                .bind("now", Rows.time(now))
                .map(WEBHOOK)
                .findOne());
    }

    boolean delete(String channelId, String id) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from webhook where id = :id and channel_id = :channel")
                                .bind("id", id)
                                .bind("channel", channelId)
                                .execute()
                        == 1);
    }

    /// Where a message goes, and the sealed secrets that sign it, the newest first.
    record Target(String url, List<byte[]> sealed) {
        @Override
        public String toString() {
            return "Target[]";
        }
    }

    Optional<Target> target(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select url, secret, case when old_secret_until > :now then old_secret end as old from webhook
                where id = :id""")
                .bind("id", id)
                .bind("now", Rows.time(now))
                .map((row, _) -> {
                    byte[] old = row.getBytes("old");
                    byte[] secret = row.getBytes("secret");
                    return new Target(row.getString("url"), old == null ? List.of(secret) : List.of(secret, old));
                })
                .findOne());
    }

    /// Something arrived.
    void well(Handle handle, String id) {
        handle.createUpdate("update webhook set failing_since = null where id = :id and failing_since is not null")
                .bind("id", id)
                .execute();
    }

    void failing(Handle handle, String id, Instant since) {
        handle.createUpdate("update webhook set failing_since = :since where id = :id and failing_since is null")
                .bind("id", id)
                .bind("since", Rows.time(since))
                .execute();
    }

    /// Switches it off, unless it is off already, or something arrived after `unlessAfter`; answers it when it did.
    ///
    /// @param failedSince null for whatever came before
    Optional<Webhook> disable(Handle handle, String id, String reason, @Nullable Instant failedSince, Instant now) {
        return handle.createQuery("""
                update webhook set enabled = false, disabled_reason = :reason, updated_at = :now
                where id = :id and enabled
                    and (cast(:since as timestamptz) is null or failing_since <= :since) returning %s""".formatted(COLUMNS))
                .bind("id", id)
                .bind("reason", reason)
                .bind("since", Rows.timeOrNull(failedSince))
                .bind("now", Rows.time(now))
                .map(WEBHOOK)
                .findOne();
    }

    private static @Nullable String joined(@Nullable Set<String> events) {
        return events == null ? null : events.stream().sorted().collect(Collectors.joining(" "));
    }

    private static @Nullable Set<String> words(ResultSet row) throws SQLException {
        Array events = row.getArray("events");
        if (events == null) return null;
        return Arrays.stream((Object[]) events.getArray()).map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
