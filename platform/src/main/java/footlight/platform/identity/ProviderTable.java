package footlight.platform.identity;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `sign_in_provider`.
final class ProviderTable {
    private static final RowMapper<Row> ROW = (row, _) -> new Row(
            row.getString("key"),
            row.getString("kind"),
            row.getString("name"),
            row.getString("issuer"),
            row.getString("client_id"),
            row.getBytes("sealed_secret"));

    private final Jdbi jdbi;

    ProviderTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Row(
            String key,
            String kind,
            String name,
            @Nullable String issuer,
            String clientId,
            @SuppressWarnings("ArrayRecordComponent") byte[] sealedSecret) {} // Straight into the table or out of it.

    List<Row> all() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select key, kind, name, issuer, client_id, sealed_secret from sign_in_provider
                order by key limit 100""").map(ROW).list());
    }

    Optional<Row> byKey(String key) {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                select key, kind, name, issuer, client_id, sealed_secret from sign_in_provider where key = :key""").bind("key", key).map(ROW).findOne());
    }

    void put(Row row, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into sign_in_provider (key, kind, name, issuer, client_id, sealed_secret, changed_at)
                values (:key, :kind, :name, :issuer, :client, :secret, :now)
                on conflict (key) do update set kind = excluded.kind, name = excluded.name, issuer = excluded.issuer,
                    client_id = excluded.client_id, sealed_secret = excluded.sealed_secret,
                    changed_at = excluded.changed_at""")
                .bind("key", row.key())
                .bind("kind", row.kind())
                .bind("name", row.name())
                .bind("issuer", row.issuer())
                .bind("client", row.clientId())
                .bind("secret", row.sealedSecret())
                .bind("now", Rows.time(now))
                .execute());
    }

    boolean delete(String key) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from sign_in_provider where key = :key")
                        .bind("key", key)
                        .execute()
                == 1);
    }
}
