package footlight.platform.show;

import footlight.platform.door.Doors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// The shows that have, or lately had, an encoder, and all that are on. In memory; any thread, never blocks.
public final class ShowBoard implements Doors {
    private final Map<String, LiveShow> byStream = new ConcurrentHashMap<>();

    private final Map<String, Fall> curtains = new ConcurrentHashMap<>();
    private final Predicate<String> locked;

    /// @param locked tells which shows ask for a password
    public ShowBoard(Predicate<String> locked) {
        this.locked = locked;
    }

    /// @param guarded whether what is left takes a pass, as the show did
    private record Fall(Instant until, boolean guarded) {}

    /// The live side of a show, made when there was none.
    LiveShow of(Show show) {
        return byStream.computeIfAbsent(show.streamId(), _ -> new LiveShow(show));
    }

    /// Does it with the show held, which is sure to stay on the board meanwhile unless `deed` itself takes it off.
    /// Blocks while somebody else holds it.
    <T> T held(Show show, Function<LiveShow, T> deed) {
        while (true) {
            LiveShow live = of(show);
            live.lock.lock();
            try {
                // Else it was taken off while we waited, and what is written to it now nobody would find.
                if (byStream.get(show.streamId()) == live) return deed.apply(live);
            } finally {
                live.lock.unlock();
            }
        }
    }

    Optional<LiveShow> byStream(String streamId) {
        return Optional.ofNullable(byStream.get(streamId));
    }

    Optional<LiveShow> byShow(Show show) {
        return byStream(show.streamId());
    }

    List<LiveShow> all() {
        return List.copyOf(byStream.values());
    }

    /// With the show held.
    void remove(LiveShow live) {
        byStream.remove(live.show().streamId(), live);
    }

    /// The show ends; until then what is left of it is for whoever was let in.
    void curtain(Show show, Instant until) {
        curtains.put(show.streamId(), new Fall(until, show.venue(locked).guarded()));
    }

    void noCurtain(Show show) {
        curtains.remove(show.streamId());
    }

    /// Now and then.
    void forgetCurtains(Instant now) {
        curtains.values().removeIf(fall -> !fall.until().isAfter(now));
    }

    @Override
    public Door of(String streamId) {
        LiveShow live = byStream.get(streamId);
        if (live != null && live.show().phase().on())
            return live.show().venue(locked).guarded() ? Door.GUARDED : Door.OPEN;
        Fall fall = curtains.get(streamId);
        if (fall != null) return fall.guarded() ? Door.GUARDED_CURTAIN : Door.CURTAIN;
        return live == null ? Door.NOT_THERE : Door.CLOSED;
    }
}
