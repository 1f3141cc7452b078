package footlight.platform.follow;

import footlight.platform.store.Rows;
import java.time.Instant;
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
}
