package footlight.platform.show;

import footlight.platform.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The table `show`. A deleted show stays as a row that no question here finds.
final class ShowTable {
    private static final String COLUMNS = """
            id, channel_id, stream_id, title, description, cover, starts_at, time_zone, doors_open_minutes, auto_start,
            start_on_time, end_after_hours, visibility, phase, opened_at, started_at, interrupted_at, ended_at,
            cancelled_at, cancelled_reason, version, created_at, updated_at""";
    /// A show that should have started so long ago and did not is not "coming up" any more.
    private static final Duration OVERDUE = Duration.ofHours(12);

    /// From the doors, a day before the start at most, to the hour in which nobody waits any more.
    private static final Duration DOORS_AT_MOST = Duration.ofDays(3);

    private static final RowMapper<Show> SHOW = (row, _) -> new Show(
            row.getString("id"),
            row.getString("channel_id"),
            row.getString("stream_id"),
            new Show.Settings(
                    row.getString("title"),
                    row.getString("description"),
                    Rows.instantOrNull(row, "starts_at"),
                    row.getString("time_zone"),
                    row.getObject("doors_open_minutes", Integer.class),
                    row.getBoolean("auto_start"),
                    row.getBoolean("start_on_time"),
                    row.getInt("end_after_hours"),
                    row.getString("visibility")),
            row.getString("cover"),
            new Show.Life(
                    Phase.of(row.getString("phase")),
                    Rows.instantOrNull(row, "opened_at"),
                    Rows.instantOrNull(row, "started_at"),
                    Rows.instantOrNull(row, "interrupted_at"),
                    Rows.instantOrNull(row, "ended_at"),
                    Rows.instantOrNull(row, "cancelled_at"),
                    row.getString("cancelled_reason")),
            row.getLong("version"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "updated_at"));

    private final Jdbi jdbi;

    ShowTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Handle handle, Show show) {
        bindAll(handle.createUpdate("""
                insert into show (id, channel_id, stream_id, title, description, cover, starts_at, time_zone,
                    doors_open_minutes, auto_start, start_on_time, end_after_hours, visibility, phase, opened_at,
                    started_at, interrupted_at, ended_at, cancelled_at, cancelled_reason, version, created_at,
                    updated_at)
                values (:id, :channel_id, :stream_id, :title, :description, :cover, :starts_at, :time_zone,
                    :doors_open_minutes, :auto_start, :start_on_time, :end_after_hours, :visibility, :phase, :opened_at,
                    :started_at, :interrupted_at, :ended_at, :cancelled_at, :cancelled_reason, :version, :created_at,
                    :updated_at)"""), show)
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

    /// Scheduled shows whose doors are to open, and did not before for this time; [Show#doorsDue] has the last word.
    List<Show> doorsDue(Instant now, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show
                where deleted_at is null and phase = 'scheduled' and opened_at is null
                    and doors_open_at between (cast(:after as timestamptz) at time zone 'UTC')
                        and (cast(:now as timestamptz) at time zone 'UTC')
                order by doors_open_at desc limit :most""".formatted(COLUMNS))
                .bind("now", Rows.time(now))
                .bind("after", Rows.time(now.minus(DOORS_AT_MOST)))
                .bind("most", most)
                .map(SHOW)
                .list());
    }

    /// Shows with their doors open, whatever their time.
    List<Show> waitingRooms(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show where deleted_at is null and phase = 'open' order by id limit :most""".formatted(COLUMNS))
                .bind("most", most)
                .map(SHOW)
                .list());
    }

    /// The show with its row held, so that nobody changes it until the transaction ends.
    Optional<Show> hold(Handle transaction, String id) {
        return byId(transaction, id, "for update");
    }

    /// Writes the settings of a show that is held, and its life with them; its version is the next one then.
    Show save(Handle transaction, Show show) {
        return bindAll(transaction.createQuery("""
                update show set title = :title, description = :description, cover = :cover, starts_at = :starts_at,
                    time_zone = :time_zone, doors_open_minutes = :doors_open_minutes, auto_start = :auto_start,
                    start_on_time = :start_on_time, end_after_hours = :end_after_hours, visibility = :visibility,
                    phase = :phase, opened_at = :opened_at, started_at = :started_at,
                    interrupted_at = :interrupted_at, ended_at = :ended_at, cancelled_at = :cancelled_at,
                    cancelled_reason = :cancelled_reason, updated_at = :updated_at, version = version + 1
                where id = :id and version = :version returning %s""".formatted(COLUMNS)), show)
                .map(SHOW)
                .one();
    }

    /// Writes the phase and its times, nothing else.
    ///
    /// @return false when the show was deleted
    boolean saveLife(Handle transaction, Show show) {
        return bindLife(transaction.createUpdate("""
                update show set phase = :phase, opened_at = :opened_at, started_at = :started_at,
                    interrupted_at = :interrupted_at, ended_at = :ended_at, cancelled_at = :cancelled_at,
                    cancelled_reason = :cancelled_reason
                where id = :id and deleted_at is null"""), show.life())
                        .bind("id", show.id())
                        .execute()
                == 1;
    }

    /// Deletes unless it is on, and answers it; asks for the phase and deletes in one statement.
    Optional<Show> delete(Handle transaction, String id, @Nullable Long expectedVersion, Instant now) {
        return transaction
                .createQuery("""
                update show set deleted_at = :now
                where id = :id and deleted_at is null and phase not in ('live', 'interrupted')
                    and (:version::bigint is null or version = :version)
                returning %s""".formatted(COLUMNS))
                .bind("id", id)
                .bind("now", Rows.time(now))
                .bind("version", expectedVersion)
                .map(SHOW)
                .findOne();
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
                where deleted_at is null and visibility = 'public' and phase <> 'draft' and phase <> 'cancelled' %s
                    and list_rank between :low and :high and (list_rank <> 1 or starts_at > :overdue)
                    and (list_rank, list_key, id) > (:rank, :key, :after)
                order by list_rank, list_key, id limit :limit""".formatted(COLUMNS, ofChannel)), group, after, limit)
                    .bind("overdue", Rows.time(now.minus(OVERDUE)));
            if (channelId != null) query.bind("channel", channelId);
            return query.map(LISTED).list();
        });
    }

    /// As the index `show_by_words` has it.
    private static final String WORDS = """
            (array_to_tsvector(array['#' || channel_id])
                || to_tsvector('simple'::regconfig, regexp_replace(title, '[!-/:-@\\[-`{-~\\u00a0-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+', ' ', 'g')))""";

    /// Those shows of a channel that are looked for, drafts too, in the same order.
    List<Listed> listChannel(
            String channelId, Optional<PhaseGroup> group, ShowSearch search, Optional<Cursor> after, int limit) {
        String words = search.tsquery(channelId);
        String wanted = (words == null ? "" : "and " + WORDS + " @@ :words::tsquery ")
                + (search.from() == null ? "" : "and coalesce(starts_at, started_at) >= :from ")
                + (search.to() == null ? "" : "and coalesce(starts_at, started_at) < :to ");
        return jdbi.withHandle(handle -> {
            Query query = page(handle.createQuery("""
                select %s, list_rank, list_key from show
                where deleted_at is null and channel_id = :channel and list_rank between :low and :high
                    and (list_rank, list_key, id) > (:rank, :key, :after) %s
                order by list_rank, list_key, id limit :limit""".formatted(COLUMNS, wanted)), group, after, limit)
                    .bind("channel", channelId);
            if (words != null) query.bind("words", words);
            if (search.from() != null) query.bind("from", Rows.time(search.from()));
            if (search.to() != null) query.bind("to", Rows.time(search.to()));
            return query.map(LISTED).list();
        });
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

    /// Of each channel the public show that is on, or else the next one to come.
    List<Show> nextPublic(List<String> channelIds, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select next.* from unnest(string_to_array(:channels, ' ')) as wanted (channel) cross join lateral (
                    select %s from show
                    where deleted_at is null and visibility = 'public' and phase <> 'draft' and channel_id = wanted.channel
                        and list_rank <= 1 and (list_rank <> 1 or starts_at > :overdue)
                    order by list_rank, list_key, id limit 1) next""".formatted(COLUMNS))
                .bind("channels", String.join(" ", channelIds))
                .bind("overdue", Rows.time(now.minus(OVERDUE)))
                .map(SHOW)
                .list());
    }

    /// Those that are there, in no order.
    List<Show> byIds(List<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show where id = any(string_to_array(:ids, ' ')) and deleted_at is null""".formatted(COLUMNS))
                .bind("ids", String.join(" ", ids))
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
        Show.Settings settings = show.settings();
        return bindLife(statement, show.life())
                .bind("id", show.id())
                .bind("title", settings.title())
                .bind("description", settings.description())
                .bind("cover", show.cover())
                .bind("starts_at", Rows.timeOrNull(settings.startsAt()))
                .bind("time_zone", settings.timeZone())
                .bind("doors_open_minutes", settings.doorsOpenMinutes())
                .bind("auto_start", settings.autoStart())
                .bind("start_on_time", settings.startOnTime())
                .bind("end_after_hours", settings.endAfterHours())
                .bind("visibility", settings.visibility())
                .bind("version", show.version())
                .bind("updated_at", Rows.time(show.updatedAt()));
    }

    private static <S extends SqlStatement<S>> S bindLife(S statement, Show.Life life) {
        return statement
                .bind("phase", life.phase().word())
                .bind("opened_at", Rows.timeOrNull(life.openedAt()))
                .bind("started_at", Rows.timeOrNull(life.startedAt()))
                .bind("interrupted_at", Rows.timeOrNull(life.interruptedAt()))
                .bind("ended_at", Rows.timeOrNull(life.endedAt()))
                .bind("cancelled_at", Rows.timeOrNull(life.cancelledAt()))
                .bind("cancelled_reason", life.cancelledReason());
    }
}
