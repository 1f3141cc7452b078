package footlight.platform.follow;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `follow`.
final class FollowTable {
    private static final RowMapper<Followed> FOLLOWED = (row, _) -> new Followed(
            row.getString("channel_id"), Notices.of(row.getString("notices")), Rows.instant(row, "followed_at"));

    private final Jdbi jdbi;

    FollowTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Notices> of(String channelId, String accountId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select notices from follow where channel_id = :channel and account_id = :account""")
                .bind("channel", channelId)
                .bind("account", accountId)
                .map((row, _) -> Notices.of(row.getString("notices")))
                .findOne());
    }

    /// False when this would be one more than `most`.
    boolean put(String channelId, String accountId, Notices notices, Instant now, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                insert into follow (channel_id, account_id, notices, followed_at)
                select :channel, :account, :notices, :now
                where exists (select 1 from follow where channel_id = :channel and account_id = :account)
                    or (select count(*) from follow where account_id = :account) < :most
                on conflict (channel_id, account_id) do update set notices = excluded.notices""")
                        .bind("channel", channelId)
                        .bind("account", accountId)
                        .bind("notices", notices.word())
                        .bind("now", Rows.time(now))
                        .bind("most", most)
                        .execute()
                == 1);
    }

    void delete(String channelId, String accountId) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                delete from follow where channel_id = :channel and account_id = :account""")
                .bind("channel", channelId)
                .bind("account", accountId)
                .execute());
    }

    /// No more letters of this channel; whoever does not follow it gets none anyway.
    void silence(String channelId, String accountId) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update follow set notices = 'none' where channel_id = :channel and account_id = :account""")
                .bind("channel", channelId)
                .bind("account", accountId)
                .execute());
    }

    int count(String channelId) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from follow where channel_id = :channel")
                .bind("channel", channelId)
                .mapTo(Integer.class)
                .one());
    }

    /// The latest first, from behind `after` on; of channels that are there.
    List<Followed> of(String accountId, FollowCursor after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select follow.channel_id, notices, followed_at from follow
                join channel on channel.id = follow.channel_id and channel.deleted_at is null
                where account_id = :account and followed_at <= :at
                    and (followed_at < :at or follow.channel_id > :channel)
                order by followed_at desc, follow.channel_id limit :limit""")
                .bind("account", accountId)
                .bind("at", Rows.time(after.at()))
                .bind("channel", after.id())
                .bind("limit", limit)
                .map(FOLLOWED)
                .list());
    }
}
