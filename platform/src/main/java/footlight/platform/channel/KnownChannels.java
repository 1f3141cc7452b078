package footlight.platform.channel;

import footlight.platform.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.JdbiException;

/// Names of channels as they stand beside every show: looked up once in a few seconds, anew where one was changed here,
/// and as they were last known while the database is away. Any virtual thread.
final class KnownChannels {
    /// So long a name that was changed at another node may be an old one here.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    private final ChannelTable table;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Channel channel, Instant until) {}

    KnownChannels(ChannelTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /// @throws footlight.front.Refusal when there is none
    Channel byId(String id) {
        Instant now = clock.instant();
        Known before = known.get(id);
        // Also when the clock was set back.
        if (before != null && now.isBefore(before.until) && !before.until.isAfter(now.plus(FRESH)))
            return before.channel;
        try {
            Channel channel = table.byId(id).orElseThrow(Channels::none);
            keep(channel, now);
            return channel;
        } catch (JdbiException failure) {
            if (before == null || !Database.away(failure)) throw failure;
            return before.channel;
        }
    }

    void keep(Channel channel, Instant now) {
        if (known.size() >= MOST) known.clear();
        known.put(channel.id(), new Known(channel, now.plus(FRESH)));
    }

    void forget(String id) {
        known.remove(id);
    }
}
