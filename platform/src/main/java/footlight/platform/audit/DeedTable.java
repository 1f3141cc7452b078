package footlight.platform.audit;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The table `deed`, and the names of who and what stands in it.
final class DeedTable {
    private static final RowMapper<Deed> DEED = (row, _) -> new Deed(
            row.getLong("id"),
            Rows.instant(row, "at"),
            row.getString("actor"),
            row.getString("deed"),
            row.getString("subject"),
            row.getString("channel_id"),
            row.getString("detail"),
            row.getString("address"),
            row.getString("request"));
    private static final String COLUMNS = "id, at, actor, deed, subject, channel_id, detail, address, request";

    private final Jdbi jdbi;

    DeedTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    static void insert(Handle handle, Deed deed) {
        handle.createUpdate("""
                insert into deed (at, actor, deed, kind, subject, channel_id, detail, address, request)
                values (:at, :actor, :deed, :kind, :subject, :channel, :detail, :address, :request)""")
                .bind("at", Rows.time(deed.at()))
                .bind("actor", deed.actor())
                .bind("deed", deed.deed())
                .bind("kind", deed.kind())
                .bind("subject", deed.subject())
                .bind("channel", deed.channelId())
                .bind("detail", deed.detail())
                .bind("address", deed.address())
                .bind("request", deed.request())
                .execute();
    }

    /// Whether the same was noted of the same since then.
    static boolean noted(Handle handle, Deed deed, Instant since) {
        return handle.createQuery("""
                select exists (select 1 from deed
                    where subject = :subject and actor = :actor and deed = :deed and at > :since)""")
                .bind("subject", deed.subject())
                .bind("actor", deed.actor())
                .bind("deed", deed.deed())
                .bind("since", Rows.time(since))
                .mapTo(Boolean.class)
                .one();
    }

    /// What is asked for.
    ///
    /// @param channelId null: of the whole server
    /// @param before the id that comes first is less than this
    record Wish(
            @Nullable String channelId,
            @Nullable String actor,
            @Nullable String kind,
            long before,
            int most) {}

    /// The latest first.
    List<Deed> page(Wish wish) {
        String where = (wish.channelId() == null ? "" : "channel_id = :channel and ")
                + (wish.actor() == null ? "" : "actor = :actor and ")
                + (wish.kind() == null ? "" : "kind = :kind and ");
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery("""
                    select %s from deed where %sid < :before order by id desc limit :most""".formatted(COLUMNS, where))
                    .bind("before", wish.before())
                    .bind("most", wish.most());
            if (wish.channelId() != null) query.bind("channel", wish.channelId());
            if (wish.actor() != null) query.bind("actor", wish.actor());
            if (wish.kind() != null) query.bind("kind", wish.kind());
            return query.map(DEED).list();
        });
    }

    /// What somebody did, or others did to their account; the latest first.
    List<Deed> ofPerson(String accountId, long before, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                (select %1$s from deed where actor = :actor and id < :before order by id desc limit :most)
                union
                (select %1$s from deed where subject = :account and id < :before order by id desc limit :most)
                order by id desc limit :most""".formatted(COLUMNS))
                .bind("actor", "person:" + accountId)
                .bind("account", accountId)
                .bind("before", before)
                .bind("most", most)
                .map(DEED)
                .list());
    }

    /// What people, keys and shows with these ids are called; a key by its own name.
    Map<String, String> names(Collection<String> ids) {
        Map<String, String> names = new HashMap<>();
        String[] all = ids.toArray(String[]::new);
        jdbi.useHandle(handle -> handle.createQuery("""
                select id, name from account where id = any(:ids)
                union all select id, name from api_key where id = any(:ids)
                union all select id, title from show where id = any(:ids)
                union all select id, name from channel where id = any(:ids)""")
                .bind("ids", all)
                .map((row, _) -> Map.entry(row.getString("id"), row.getString("name")))
                .forEach(name -> names.put(name.getKey(), name.getValue())));
        return names;
    }

    /// How many were deleted, at most so many.
    int prune(Instant before, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                delete from deed where id in (select id from deed where at < :before order by at limit :most)""")
                .bind("before", Rows.time(before))
                .bind("most", most)
                .execute());
    }
}
