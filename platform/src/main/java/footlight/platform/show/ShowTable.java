package footlight.platform.show;

import footlight.platform.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The table `show`. A deleted show stays as a row that no question here finds.
final class ShowTable {
    private static final String COLUMNS = """
            id, channel_id, stream_id, title, description, cover, starts_at, time_zone, auto_start, visibility, phase,
            started_at, interrupted_at, ended_at, version, created_at, updated_at""";
    /// A show that should have started so long ago and did not is not "coming up" any more.
    private static final Duration OVERDUE = Duration.ofHours(12);

    private static final RowMapper<Show> SHOW = (row, _) -> new Show(
            row.getString("id"),
            row.getString("channel_id"),
            row.getString("stream_id"),
            row.getString("title"),
            row.getString("description"),
            row.getString("cover"),
            Rows.instantOrNull(row, "starts_at"),
            row.getString("time_zone"),
            row.getBoolean("auto_start"),
            row.getString("visibility"),
            Phase.of(row.getString("phase")),
            Rows.instantOrNull(row, "started_at"),
            Rows.instantOrNull(row, "interrupted_at"),
            Rows.instantOrNull(row, "ended_at"),
            row.getLong("version"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "updated_at"));

    private final Jdbi jdbi;

    ShowTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Handle handle, Show show) {
        bindAll(handle.createUpdate("""
                insert into show (id, channel_id, stream_id, title, description, cover, starts_at, time_zone, auto_start,
                    visibility, phase, started_at, interrupted_at, ended_at, version, created_at, updated_at)
                values (:id, :channel_id, :stream_id, :title, :description, :cover, :starts_at, :time_zone, :auto_start,
                    :visibility, :phase, :started_at, :interrupted_at, :ended_at, :version, :created_at, :updated_at)"""), show)
                .bind("channel_id", show.channelId())
                .bind("stream_id", show.streamId())
                .bind("created_at", Rows.time(show.createdAt()))
                .execute();
    }

    Optional<Show> byId(String id) {
        return jdbi.withHandle(handle -> byId(handle, id, ""));
    }

    List<Show> inPhases(Phase... phases) {
        List<String> words = java.util.Arrays.stream(phases).map(Phase::word).toList();
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show where deleted_at is null and phase = any(string_to_array(:phases, ','))""".formatted(COLUMNS))
                .bind("phases", String.join(",", words))
                .map(SHOW)
                .list());
    }

    /// What became of a change.
    sealed interface Changed {
        record Done(Show show) implements Changed {}

        record NotThere() implements Changed {}

        /// Its version is not the expected one any more.
        record Meanwhile() implements Changed {}
    }

    /// Changes a show's settings with its row held, so that nobody changes it in between.
    ///
    /// @param expectedVersion null when any will do
    Changed change(String id, @Nullable Long expectedVersion, UnaryOperator<Show> change) {
        return jdbi.inTransaction(handle -> {
            Optional<Show> found = byId(handle, id, "for update");
            if (found.isEmpty()) return new Changed.NotThere();
            Show before = found.get();
            if (expectedVersion != null && expectedVersion != before.version()) return new Changed.Meanwhile();
            Show after = change.apply(before);
            if (after.equals(before)) return new Changed.Done(before);
            return new Changed.Done(bindAll(handle.createQuery("""
                    update show set title = :title, description = :description, cover = :cover, starts_at = :starts_at,
                        time_zone = :time_zone, auto_start = :auto_start, visibility = :visibility, phase = :phase,
                        started_at = :started_at, interrupted_at = :interrupted_at, ended_at = :ended_at,
                        updated_at = :updated_at, version = version + 1
                    where id = :id and version = :version returning %s""".formatted(COLUMNS)), after)
                    .map(SHOW)
                    .one());
        });
    }

    /// Writes the phase and its times, nothing else.
    void savePhase(Show show) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update show set phase = :phase, started_at = :started_at, interrupted_at = :interrupted_at,
                    ended_at = :ended_at
                where id = :id and deleted_at is null""")
                .bind("id", show.id())
                .bind("phase", show.phase().word())
                .bind("started_at", Rows.timeOrNull(show.startedAt()))
                .bind("interrupted_at", Rows.timeOrNull(show.interruptedAt()))
                .bind("ended_at", Rows.timeOrNull(show.endedAt()))
                .execute());
    }

    /// Deletes unless it is on; asks for the phase and deletes in one statement.
    boolean delete(String id, @Nullable Long expectedVersion, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                update show set deleted_at = :now
                where id = :id and deleted_at is null and phase not in ('live', 'interrupted')
                    and (:version::bigint is null or version = :version)""")
                        .bind("id", id)
                        .bind("now", Rows.time(now))
                        .bind("version", expectedVersion)
                        .execute()
                == 1);
    }

    /// Deletes those that are not on, and answers them.
    List<Show> deleteOfChannel(Handle handle, String channelId, Instant now) {
        return handle.createQuery("""
                update show set deleted_at = :now
                where channel_id = :channel and deleted_at is null and phase not in ('live', 'interrupted')
                returning %s""".formatted(COLUMNS))
                .bind("channel", channelId)
                .bind("now", Rows.time(now))
                .map(SHOW)
                .list();
    }

    boolean anyOfChannel(Handle handle, String channelId) {
        return handle.createQuery(
                        "select exists (select 1 from show where channel_id = :channel and deleted_at is null)")
                .bind("channel", channelId)
                .mapTo(Boolean.class)
                .one();
    }

    boolean coverInUse(String cover) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select 1 from show where cover = :cover and deleted_at is null)")
                .bind("cover", cover)
                .mapTo(Boolean.class)
                .one());
    }

    /// Public shows in the home page's order: by rank, then key, then id, from behind `after` on.
    ///
    /// @param channelId null for those of all channels
    List<Listed> listPublic(
            @Nullable String channelId, Optional<PhaseGroup> group, Optional<Cursor> after, int limit, Instant now) {
        String ofChannel = channelId == null ? "" : "and channel_id = :channel";
        return jdbi.withHandle(handle -> {
            Query query = page(handle.createQuery("""
                select %s, list_rank, list_key from show
                where deleted_at is null and visibility = 'public' and phase <> 'draft' %s
                    and list_rank between :low and :high and (list_rank <> 1 or starts_at > :overdue)
                    and (list_rank, list_key, id) > (:rank, :key, :after)
                order by list_rank, list_key, id limit :limit""".formatted(COLUMNS, ofChannel)), group, after, limit)
                    .bind("overdue", Rows.time(now.minus(OVERDUE)));
            if (channelId != null) query.bind("channel", channelId);
            return query.map(LISTED).list();
        });
    }

    /// All shows of a channel, drafts too, in the same order.
    List<Listed> listChannel(String channelId, Optional<PhaseGroup> group, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> page(handle.createQuery("""
                select %s, list_rank, list_key from show
                where deleted_at is null and channel_id = :channel and list_rank between :low and :high
                    and (list_rank, list_key, id) > (:rank, :key, :after)
                order by list_rank, list_key, id limit :limit""".formatted(COLUMNS)), group, after, limit)
                .bind("channel", channelId)
                .map(LISTED)
                .list());
    }

    /// A channel's public shows that are planned for `from` or later, the soonest first.
    List<Show> datedPublic(String channelId, Instant from, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show
                where deleted_at is null and visibility = 'public' and phase <> 'draft'
                    and channel_id = :channel and starts_at >= :from
                order by starts_at, id limit :most""".formatted(COLUMNS))
                .bind("channel", channelId)
                .bind("from", Rows.time(from))
                .bind("most", most)
                .map(SHOW)
                .list());
    }

    /// A show and the place in the list that it has.
    record Listed(Show show, Cursor place) {}

    private static final RowMapper<Listed> LISTED = (row, context) -> new Listed(
            SHOW.map(row, context),
            new Cursor(row.getInt("list_rank"), row.getBigDecimal("list_key"), row.getString("id")));

    private static Query page(Query query, Optional<PhaseGroup> group, Optional<Cursor> after, int limit) {
        Cursor from = after.orElse(Cursor.START);
        return query.bind("low", group.map(PhaseGroup::rank).orElse(0))
                .bind("high", group.map(PhaseGroup::rank).orElse(PhaseGroup.PAST.rank()))
                .bind("rank", from.rank())
                .bind("key", from.key())
                .bind("after", from.id())
                .bind("limit", limit);
    }

    private static Optional<Show> byId(Handle handle, String id, String lock) {
        return handle.createQuery(
                        "select %s from show where id = :id and deleted_at is null %s".formatted(COLUMNS, lock))
                .bind("id", id)
                .map(SHOW)
                .findOne();
    }

    private static <S extends SqlStatement<S>> S bindAll(S statement, Show show) {
        return statement
                .bind("id", show.id())
                .bind("title", show.title())
                .bind("description", show.description())
                .bind("cover", show.cover())
                .bind("starts_at", Rows.timeOrNull(show.startsAt()))
                .bind("time_zone", show.timeZone())
                .bind("auto_start", show.autoStart())
                .bind("visibility", show.visibility())
                .bind("phase", show.phase().word())
                .bind("started_at", Rows.timeOrNull(show.startedAt()))
                .bind("interrupted_at", Rows.timeOrNull(show.interruptedAt()))
                .bind("ended_at", Rows.timeOrNull(show.endedAt()))
                .bind("version", show.version())
                .bind("updated_at", Rows.time(show.updatedAt()));
    }
}
