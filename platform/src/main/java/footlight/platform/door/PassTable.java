package footlight.platform.door;

import footlight.platform.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `show_pass`: passes that brands made for their own users. Expired ones go after a week.
public final class PassTable {
    public static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String COLUMNS =
            "number, id, show_id, user_id, name, avatar_url, standing, single_use, created_at, expires_at, revoked_at, used_at";
    private static final RowMapper<BrandPass> PASS = (row, _) -> new BrandPass(
            row.getLong("number"),
            row.getString("id"),
            row.getString("show_id"),
            row.getString("user_id"),
            row.getString("name"),
            row.getString("avatar_url"),
            Standing.of(row.getString("standing")),
            row.getBoolean("single_use"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "expires_at"),
            Rows.instantOrNull(row, "revoked_at"),
            Rows.instantOrNull(row, "used_at"));

    private final Jdbi jdbi;

    public PassTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A pass as its brand sees it.
    ///
    /// @param number in the order in which they were made
    /// @param userId what the brand calls its user
    public record BrandPass(
            long number,
            String id,
            String showId,
            String userId,
            @Nullable String name,
            @Nullable String avatarUrl,
            Standing standing,
            boolean once,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant usedAt) {}

    public void insert(BrandPass pass) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into show_pass (id, show_id, user_id, name, avatar_url, standing, single_use, created_at, expires_at)
                values (:id, :show, :user, :name, :avatar, :standing, :once, :created, :expires)""")
                .bind("id", pass.id())
                .bind("show", pass.showId())
                .bind("user", pass.userId())
                .bind("name", pass.name())
                .bind("avatar", pass.avatarUrl())
                .bind("standing", pass.standing().word())
                .bind("once", pass.once())
                .bind("created", Rows.time(pass.createdAt()))
                .bind("expires", Rows.time(pass.expiresAt()))
                .execute());
    }

    public Optional<BrandPass> byId(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select %s from show_pass where id = :id".formatted(COLUMNS))
                        .bind("id", id)
                        .map(PASS)
                        .findOne());
    }

    /// The latest first.
    ///
    /// @param before the number that those of the page before ended with
    /// @param userId null for everybody's
    public List<BrandPass> list(String showId, @Nullable String userId, long before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show_pass
                where show_id = :show and number < :before and (:user::text is null or user_id = :user)
                order by number desc limit :limit""".formatted(COLUMNS))
                .bind("show", showId)
                .bind("before", before)
                .bind("user", userId)
                .bind("limit", limit)
                .map(PASS)
                .list());
    }

    /// Whether the show has this pass. Revoking twice is revoking once.
    public boolean revoke(String showId, String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                update show_pass set revoked_at = coalesce(revoked_at, :now) where show_id = :show and id = :id""")
                        .bind("show", showId)
                        .bind("id", id)
                        .bind("now", Rows.time(now))
                        .execute()
                == 1);
    }

    /// The ids of those that were good until now.
    public List<String> revokeOf(String showId, String userId, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                update show_pass set revoked_at = :now
                where show_id = :show and user_id = :user and revoked_at is null and expires_at > :now returning id""")
                .bind("show", showId)
                .bind("user", userId)
                .bind("now", Rows.time(now))
                .mapTo(String.class)
                .list());
    }

    void used(String id, FirstUses.Use use) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update show_pass set client = :client, used_at = :at where id = :id and client is null""")
                .bind("id", id)
                .bind("client", use.client())
                .bind("at", Rows.time(use.at()))
                .execute());
    }

    Map<String, FirstUses.Use> usedOnes(Instant now) {
        record Row(String id, FirstUses.Use use) {}
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                select id, client, used_at from show_pass where expires_at > :now and client is not null""")
                .bind("now", Rows.time(now))
                .map((row, _) -> new Row(
                        row.getString("id"), new FirstUses.Use(row.getString("client"), Rows.instant(row, "used_at"))))
                .stream()
                .collect(Collectors.toMap(Row::id, Row::use)));
    }

    void deleteOld(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from show_pass where expires_at <= :then")
                .bind("then", Rows.time(now.minus(KEPT)))
                .execute());
    }
}
