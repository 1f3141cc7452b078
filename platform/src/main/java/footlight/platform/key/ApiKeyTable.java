package footlight.platform.key;

import footlight.platform.access.Role;
import footlight.platform.access.Scope;
import footlight.platform.store.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `api_key`.
final class ApiKeyTable {
    private static final String COLUMNS = """
            api_key.id, api_key.channel_id, maker_id, api_key.name, prefix, scopes, origins, api_key.created_at,
            last_used_at, api_key.expires_at, revoked_at""";

    private static final RowMapper<ApiKey> KEY = (row, _) -> new ApiKey(
            row.getString("id"),
            row.getString("channel_id"),
            row.getString("maker_id"),
            row.getString("name"),
            row.getString("prefix"),
            words(row, "scopes").stream().map(Scope::of).collect(Collectors.toUnmodifiableSet()),
            words(row, "origins"),
            Rows.instant(row, "created_at"),
            Rows.instantOrNull(row, "last_used_at"),
            Rows.instantOrNull(row, "expires_at"),
            Rows.instantOrNull(row, "revoked_at"));

    private final Jdbi jdbi;

    ApiKeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(ApiKey key, byte[] secretHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into api_key (id, channel_id, maker_id, name, prefix, secret_hash, scopes, origins, created_at,
                    expires_at)
                values (:id, :channel, :maker, :name, :prefix, :hash, string_to_array(:scopes, ' '),
                    string_to_array(:origins, ' '), :created, :expires)""")
                .bind("id", key.id())
                .bind("channel", key.channelId())
                .bind("maker", key.makerId())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("hash", secretHash)
                .bind("scopes", key.scopes().stream().map(Scope::word).collect(Collectors.joining(" ")))
                .bind("origins", String.join(" ", key.origins()))
                .bind("created", Rows.time(key.createdAt()))
                .bind("expires", Rows.timeOrNull(key.expiresAt()))
                .execute());
    }

    /// The latest first, revoked ones too.
    List<ApiKey> of(String channelId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from api_key where channel_id = :channel
                order by created_at desc, id limit 1000""".formatted(COLUMNS))
                .bind("channel", channelId)
                .map(KEY)
                .list());
    }

    Optional<ApiKey> byId(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select %s from api_key where id = :id".formatted(COLUMNS))
                .bind("id", id)
                .map(KEY)
                .findOne());
    }

    int good(String channelId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select count(*) from api_key
                where channel_id = :channel and revoked_at is null and (expires_at is null or expires_at > :now)""")
                .bind("channel", channelId)
                .bind("now", Rows.time(now))
                .mapTo(Integer.class)
                .one());
    }

    /// A key that is good, and what its maker is to the channel now.
    ///
    /// @param makerRole null when they are nothing to it any more
    /// @param makerGone whether their account is shut, or gone
    record Found(ApiKey key, @Nullable Role makerRole, boolean makerGone) {}

    Optional<Found> bySecret(byte[] secretHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s, case when maker_id is null or account.role = 'admin' then 'owner' else member.role end as power,
                    coalesce(account.disabled_at, account.deleted_at) is not null as maker_gone
                from api_key
                    join channel on channel.id = api_key.channel_id and channel.deleted_at is null
                    left join account on account.id = maker_id
                    left join channel_member member
                        on member.channel_id = api_key.channel_id and member.account_id = maker_id
                where secret_hash = :hash and revoked_at is null
                    and (api_key.expires_at is null or api_key.expires_at > :now)""".formatted(COLUMNS))
                .bind("hash", secretHash)
                .bind("now", Rows.time(now))
                .map((row, context) -> {
                    String power = row.getString("power");
                    return new Found(
                            KEY.map(row, context), power == null ? null : Role.of(power), row.getBoolean("maker_gone"));
                })
                .findOne());
    }

    /// Whether pages of this site may use a key of any channel.
    boolean anyFor(String origin, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select exists (select 1 from api_key
                    where origins @> array[:origin]::text[] and revoked_at is null
                        and (expires_at is null or expires_at > :now))""")
                .bind("origin", origin)
                .bind("now", Rows.time(now))
                .mapTo(Boolean.class)
                .one());
    }

    void used(String id, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update api_key set last_used_at = :now where id = :id")
                .bind("id", id)
                .bind("now", Rows.time(now))
                .execute());
    }

    /// False when the channel has no such key. Revoking it again keeps the first time.
    boolean revoke(String channelId, String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                update api_key set revoked_at = coalesce(revoked_at, :now) where channel_id = :channel and id = :id""")
                        .bind("channel", channelId)
                        .bind("id", id)
                        .bind("now", Rows.time(now))
                        .execute()
                == 1);
    }

    private static Set<String> words(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
