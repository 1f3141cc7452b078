package footlight.platform.follow;

import footlight.platform.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The tables `notice`, `notice_told` and `notice_reader`.
final class NoticeTable {
    /// So long a notice that was told is kept, so that it is not told twice.
    private static final Duration KEPT = Duration.ofDays(60);

    private static final RowMapper<Notice> NOTICE = (row, _) -> new Notice(
            row.getLong("id"),
            row.getString("show_id"),
            Notice.Kind.of(row.getString("kind")),
            Rows.instantOrNull(row, "at"),
            Rows.instantOrNull(row, "before"),
            row.getInt("minutes_before"),
            row.getString("reason"),
            row.getString("after_account"));

    private final Jdbi jdbi;

    NoticeTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Up to which event all was read; empty when nobody has read any.
    Optional<Long> readUpTo() {
        return jdbi.withHandle(handle -> handle.createQuery("select number from notice_reader")
                .mapTo(Long.class)
                .findOne());
    }

    void readUpTo(Handle handle, long number) {
        handle.createUpdate("""
                insert into notice_reader (number) values (:number)
                on conflict (only_one) do update set number = greatest(notice_reader.number, excluded.number)""").bind("number", number).execute();
    }

    /// The plan changed: it is looked at once nobody has changed it for a while, but not later than `latest`.
    void changed(Handle handle, String showId, Instant due, Instant latest) {
        handle.createUpdate("""
                insert into notice (show_id, kind, about, due_at, latest_at)
                select :show, 'changed', '', :due, :latest where exists (select 1 from show where id = :show)
                on conflict (show_id, kind, about)
                do update set due_at = least(excluded.due_at, notice.latest_at)""")
                .bind("show", showId)
                .bind("due", Rows.time(due))
                .bind("latest", Rows.time(latest))
                .execute();
    }

    /// Nobody needs to hear of the plan any more.
    void forgetChange(Handle handle, String showId) {
        handle.createUpdate("delete from notice where show_id = :show and kind = 'changed' and about = ''")
                .bind("show", showId)
                .execute();
    }

    /// Once for what it is about; nothing when that was begun before.
    void begin(Handle handle, String showId, Notice.Kind kind, String about, @Nullable String reason, Instant now) {
        handle.createUpdate("""
                insert into notice (show_id, kind, about, due_at, reason)
                select :show, :kind, :about, :now, :reason where exists (select 1 from show where id = :show)
                on conflict do nothing""")
                .bind("show", showId)
                .bind("kind", kind.word())
                .bind("about", about)
                .bind("now", Rows.time(now))
                .bind("reason", reason)
                .execute();
    }

    /// Reminders whose moment has come, each once for a start, if anybody wants one.
    void beginReminders(Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                insert into notice (show_id, kind, about, due_at, at, minutes_before)
                select show.id, 'reminder', extract(epoch from starts_at)::bigint || '/' || minutes, :now, starts_at, minutes
                from show cross join (values (15), (60), (1440)) as choice (minutes)
                where deleted_at is null and phase in ('scheduled', 'open') and starts_at > :now
                    and starts_at <= :now + make_interval(mins => 1440)
                    and starts_at - make_interval(mins => minutes) <= :now
                    and exists (select 1 from reminder where show_id = show.id and minutes_before = minutes
                        and made_at <= starts_at - make_interval(mins => minutes))
                on conflict do nothing""").bind("now", Rows.time(now)).execute());
    }

    /// One that is due, held until the transaction ends: who was served least is first, so that one with a hundred
    /// thousand readers keeps none waiting.
    Optional<Notice> next(Handle handle, Instant now) {
        return handle.createQuery("""
                select id, show_id, kind, at, before, minutes_before, reason, after_account from notice
                where done_at is null and due_at <= :now order by turn, id limit 1 for update skip locked""").bind("now", Rows.time(now)).map(NOTICE).findOne();
    }

    /// What was waited for is this: told to all from now on.
    void becomes(Handle handle, Notice notice, Notice.Kind kind, Instant at, @Nullable Instant before) {
        handle.createUpdate("""
                update notice set kind = :kind, about = id::text, at = :at, before = :before where id = :id""")
                .bind("id", notice.id())
                .bind("kind", kind.word())
                .bind("at", Rows.time(at))
                .bind("before", Rows.timeOrNull(before))
                .execute();
    }

    void delete(Handle handle, Notice notice) {
        handle.createUpdate("delete from notice where id = :id")
                .bind("id", notice.id())
                .execute();
    }

    /// All up to this one were told.
    void toldUpTo(Handle handle, Notice notice, String accountId) {
        handle.createUpdate("update notice set after_account = :account, turn = turn + 1 where id = :id")
                .bind("id", notice.id())
                .bind("account", accountId)
                .execute();
    }

    void done(Handle handle, Notice notice, Instant now) {
        handle.createUpdate("update notice set done_at = :now where id = :id")
                .bind("id", notice.id())
                .bind("now", Rows.time(now))
                .execute();
    }

    void forgetOld(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from notice where done_at < :before")
                .bind("before", Rows.time(now.minus(KEPT)))
                .execute());
    }

    /// What the followers of a channel were last told of a show's time.
    ///
    /// @param open whether they were told at all: the show was for everybody
    record Told(Instant startsAt, boolean open) {}

    Optional<Told> told(Handle handle, String showId) {
        return handle.createQuery("select starts_at, open from notice_told where show_id = :show")
                .bind("show", showId)
                .map((row, _) -> new Told(Rows.instant(row, "starts_at"), row.getBoolean("open")))
                .findOne();
    }

    void told(Handle handle, String showId, Told told) {
        handle.createUpdate("""
                insert into notice_told (show_id, starts_at, open) values (:show, :starts, :open)
                on conflict (show_id) do update set starts_at = excluded.starts_at, open = excluded.open""")
                .bind("show", showId)
                .bind("starts", Rows.time(told.startsAt()))
                .bind("open", told.open())
                .execute();
    }

    /// Empty when it was deleted.
    Optional<Subject> subject(Handle handle, String showId) {
        return handle.createQuery("""
                select show.id, channel_id, title, starts_at, show.time_zone, phase, visibility, channel.name
                from show join channel on channel.id = channel_id and channel.deleted_at is null
                where show.id = :show and show.deleted_at is null""")
                .bind("show", showId)
                .map((row, _) -> new Subject(
                        row.getString("id"),
                        row.getString("channel_id"),
                        row.getString("title"),
                        Rows.instantOrNull(row, "starts_at"),
                        row.getString("time_zone"),
                        row.getString("phase"),
                        row.getString("visibility"),
                        row.getString("name")))
                .findOne();
    }

    /// The next who are to be told, in the order of their ids.
    ///
    /// @param notices the choices of followers that this is for; none when it is not for followers
    List<Reader> readers(Handle handle, Notice notice, Subject subject, List<Notices> notices, int most) {
        boolean reminder = notice.kind() == Notice.Kind.REMINDER;
        String reminded = reminder ? "and minutes_before = :minutes and made_at <= :moment" : "";
        var query = handle.createQuery("""
                with wanted as (
                    (select account_id, true as follows from follow
                     where channel_id = :channel and notices = any(string_to_array(:notices, ' '))
                        and account_id > :after order by account_id limit :most)
                    union all
                    (select account_id, false from reminder
                     where show_id = :show and account_id > :after %s order by account_id limit :most)),
                next as (
                    select account_id, bool_or(follows) as follows from wanted
                    group by account_id order by account_id limit :most)
                select account_id, follows, time_zone, language,
                    case when verified_at is not null and deleted_at is null and disabled_at is null
                        then email end as email
                from next left join account on account.id = account_id order by account_id""".formatted(reminded))
                .bind("channel", subject.channelId())
                .bind("show", subject.showId())
                .bind("after", notice.afterAccount())
                .bind(
                        "notices",
                        String.join(" ", notices.stream().map(Notices::word).toList()))
                .bind("most", most);
        Instant at = notice.at();
        if (reminder && at != null)
            query.bind("minutes", notice.minutesBefore())
                    .bind("moment", Rows.time(at.minus(Duration.ofMinutes(notice.minutesBefore()))));
        return query.map((row, _) -> new Reader(
                        row.getString("account_id"),
                        row.getString("email"),
                        row.getString("time_zone"),
                        row.getString("language"),
                        row.getBoolean("follows")))
                .list();
    }
}
