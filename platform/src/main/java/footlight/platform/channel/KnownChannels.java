package footlight.platform.channel;

import footlight.platform.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.JdbiException;

/// Names of channels as they stand beside every show: looked up once a minute, known at once where they change here,
/// and as they were last known while the database is away. Any virtual thread.
final class KnownChannels {
    /// So long a name that was changed at another node may be an old one here.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int MOST = 100_000;

    private final ChannelTable table;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    /// Counts changes made here: what was looked up before one is not kept after it.
    private final AtomicLong changes = new AtomicLong();

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
        long changesBefore = changes.get();
        try {
            Channel channel = table.byId(id).orElseThrow(Channels::none);
            Known fresh = new Known(channel, now.plus(FRESH));
            if (known.size() >= MOST) known.clear();
            known.compute(id, (_, other) -> changes.get() == changesBefore ? fresh : other);
            return channel;
        } catch (JdbiException failure) {
            if (before == null || !Database.away(failure)) throw failure;
            return before.channel;
        }
    }

    /// It was made or changed here, and stored.
    void changed(Channel channel) {
        changes.incrementAndGet();
        known.put(channel.id(), new Known(channel, clock.instant().plus(FRESH)));
    }

    /// It was deleted here.
    void deleted(String id) {
        changes.incrementAndGet();
        known.remove(id);
    }
}
