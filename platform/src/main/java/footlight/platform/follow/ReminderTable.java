package footlight.platform.follow;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The table `reminder`.
final class ReminderTable {
    private final Jdbi jdbi;

    ReminderTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How many minutes before the start.
    Optional<Integer> of(String showId, String accountId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select minutes_before from reminder where show_id = :show and account_id = :account""")
                .bind("show", showId)
                .bind("account", accountId)
                .mapTo(Integer.class)
                .findOne());
    }

    /// False when this would be one more than `most`.
    boolean put(String showId, String accountId, int minutesBefore, Instant now, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                insert into reminder (show_id, account_id, minutes_before, made_at)
                select :show, :account, :minutes, :now
                where exists (select 1 from reminder where show_id = :show and account_id = :account)
                    or (select count(*) from reminder where account_id = :account) < :most
                on conflict (show_id, account_id) do update set minutes_before = excluded.minutes_before""")
                        .bind("show", showId)
                        .bind("account", accountId)
                        .bind("minutes", minutesBefore)
                        .bind("now", Rows.time(now))
                        .bind("most", most)
                        .execute()
                == 1);
    }

    void delete(String showId, String accountId) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                delete from reminder where show_id = :show and account_id = :account""")
                .bind("show", showId)
                .bind("account", accountId)
                .execute());
    }

    /// The latest first, from behind `after` on; of shows that are on or to come.
    List<Reminded> of(String accountId, FollowCursor after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select reminder.show_id, minutes_before, made_at from reminder
                join show on show.id = reminder.show_id and show.deleted_at is null and list_rank <= 1
                where account_id = :account and made_at <= :at
                    and (made_at < :at or reminder.show_id > :show)
                order by made_at desc, reminder.show_id limit :limit""")
                .bind("account", accountId)
                .bind("at", Rows.time(after.at()))
                .bind("show", after.id())
                .bind("limit", limit)
                .map((row, _) -> new Reminded(
                        row.getString("show_id"), row.getInt("minutes_before"), Rows.instant(row, "made_at")))
                .list());
    }
}
