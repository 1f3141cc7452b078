package footlight.platform.mailroom;

import footlight.platform.mail.Letter;
import footlight.platform.store.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `letter`.
final class LetterTable {
    private static final String COLUMNS =
            "id, sealed, created_at, next_try_at, tries, unsure, sent_at, given_up_at, problem";
    private final Jdbi jdbi;

    LetterTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param unsure tries since the last one whose end is known
    record Row(
            String id,
            @SuppressWarnings("ArrayRecordComponent") byte[] sealed, // Straight out of the table.
            Instant createdAt,
            @Nullable Instant nextTryAt,
            int tries,
            int unsure,
            @Nullable Instant sentAt,
            @Nullable Instant givenUpAt,
            @Nullable String problem) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getBytes("sealed"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "next_try_at"),
                row.getInt("tries"),
                row.getInt("unsure"),
                Rows.instantOrNull(row, "sent_at"),
                Rows.instantOrNull(row, "given_up_at"),
                row.getString("problem"));
    }

    void insert(Handle handle, String id, byte[] recipient, Letter.Reason reason, byte[] sealed, Instant now) {
        handle.createUpdate("""
                insert into letter (id, recipient, reason, sealed, created_at, next_try_at)
                values (:id, :recipient, :reason, :sealed, :now, :now)""")
                .bind("id", id)
                .bind("recipient", recipient)
                .bind("reason", reason.word())
                .bind("sealed", sealed)
                .bind("now", Rows.time(now))
                .execute();
    }

    /// How many wait, up to `most`.
    int waiting(Handle handle, int most) {
        return handle.createQuery("""
                select count(*) from (select 1 from letter where next_try_at is not null limit :most) open_ones""").bind("most", most).mapTo(Integer.class).one();
    }

    /// @param oldest when the first of those that wait was written; null when none does
    record Queue(int waiting, @Nullable Instant oldest) {
        static final Queue EMPTY = new Queue(0, null);
    }

    Queue queue(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select count(*) as waiting, min(created_at) as oldest from (
                    select created_at from letter where next_try_at is not null order by next_try_at limit :most) open_ones""")
                .bind("most", most)
                .map((row, _) -> new Queue(row.getInt("waiting"), Rows.instantOrNull(row, "oldest")))
                .one());
    }

    int since(Handle handle, byte[] recipient, Letter.Reason reason, Instant time) {
        return handle.createQuery("""
                select count(*) from letter
                where recipient = :recipient and created_at > :time and reason = :reason""")
                .bind("reason", reason.word())
                .bind("recipient", recipient)
                .bind("time", Rows.time(time))
                .mapTo(Integer.class)
                .one();
    }

    List<Row> due(Instant now, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from letter where next_try_at <= :now order by next_try_at limit :most""".formatted(COLUMNS))
                .bind("now", Rows.time(now))
                .bind("most", most)
                .map((row, _) -> row(row))
                .list());
    }

    /// Notes that it is being sent now, before it is.
    void begin(String id, Instant again) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update letter set tries = tries + 1, unsure = unsure + 1, next_try_at = :again where id = :id""")
                .bind("id", id)
                .bind("again", Rows.time(again))
                .execute());
    }

    /// It is gone; what it said is not kept.
    ///
    /// @param rest to whom and about what, sealed
    void sent(String id, byte[] rest, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update letter set sent_at = :now, next_try_at = null, unsure = 0, problem = null, sealed = :rest
                where id = :id""")
                .bind("id", id)
                .bind("rest", rest)
                .bind("now", Rows.time(now))
                .execute());
    }

    /// It failed, and is tried again at the time that `begin` noted.
    void failed(String id, String problem) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                update letter set unsure = 0, problem = :problem where id = :id""").bind("id", id).bind("problem", problem).execute());
    }

    void giveUp(String id, @Nullable String problem, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update letter set given_up_at = :now, next_try_at = null, problem = coalesce(:problem, problem)
                where id = :id""")
                .bind("id", id)
                .bind("problem", problem)
                .bind("now", Rows.time(now))
                .execute());
    }

    boolean known(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select 1 from letter where id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /// A letter that was not sent and is younger than `eldest` is due now, as if it never had been tried. False for
    /// any other.
    boolean again(String id, Instant eldest, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update letter set next_try_at = :now, given_up_at = null, tries = 0, unsure = 0
                        where id = :id and sent_at is null and created_at > :eldest""")
                        .bind("id", id)
                        .bind("now", Rows.time(now))
                        .bind("eldest", Rows.time(eldest))
                        .execute()
                == 1);
    }

    /// The latest first, from before this one on.
    List<Row> page(Instant beforeTime, String beforeId, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from letter where (created_at, id) < (:time, :id)
                order by created_at desc, id desc limit :most""".formatted(COLUMNS))
                .bind("time", Rows.time(beforeTime))
                .bind("id", beforeId)
                .bind("most", most)
                .map((row, _) -> row(row))
                .list());
    }

    /// The latest to this address first.
    List<Row> to(byte[] recipient, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from letter where recipient = :recipient order by created_at desc limit :most""".formatted(COLUMNS))
                .bind("recipient", recipient)
                .bind("most", most)
                .map((row, _) -> row(row))
                .list());
    }

    int deleteOlder(Instant time) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                delete from letter where created_at < :time and next_try_at is null""").bind("time", Rows.time(time)).execute());
    }
}
