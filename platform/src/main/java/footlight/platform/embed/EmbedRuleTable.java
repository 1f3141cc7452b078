package footlight.platform.embed;

import java.sql.Array;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `embed_rule`: what was said for a channel (without a show), or for one show.
final class EmbedRuleTable {
    private final Jdbi jdbi;

    EmbedRuleTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<EmbedRule> ofChannel(String channelId) {
        return rule(channelId, null, false);
    }

    /// The show's own, else the channel's.
    Optional<EmbedRule> ofShow(String channelId, String showId) {
        return rule(channelId, showId, true);
    }

    private Optional<EmbedRule> rule(String channelId, @Nullable String showId, boolean orChannels) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select show_id, origins from embed_rule
                where channel_id = :channel and (show_id is null or show_id = :show)
                order by show_id nulls last limit 1""")
                .bind("channel", channelId)
                .bind("show", showId)
                .map((row, _) ->
                        new EmbedRule(origins(row.getArray("origins")), orChannels && row.getString("show_id") == null))
                .findOne());
    }

    private static @Nullable List<String> origins(@Nullable Array array) throws java.sql.SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    /// @param showId null for the channel's
    void put(String channelId, @Nullable String showId, @Nullable List<String> origins) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                insert into embed_rule (channel_id, show_id, origins)
                values (:channel, :show, string_to_array(:origins, ' '))
                on conflict (channel_id, show_id) do update set origins = excluded.origins""")
                .bind("channel", channelId)
                .bind("show", showId)
                .bind("origins", origins == null ? null : String.join(" ", origins))
                .execute());
    }

    void delete(String channelId, @Nullable String showId) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                delete from embed_rule where channel_id = :channel and show_id is not distinct from :show""")
                .bind("channel", channelId)
                .bind("show", showId)
                .execute());
    }
}
