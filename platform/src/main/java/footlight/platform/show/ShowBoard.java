package footlight.platform.show;

import footlight.platform.door.Doors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The shows that have, or lately had, an encoder, and all that are on. In memory; any thread, never blocks.
final class ShowBoard implements Doors {
    private final Map<String, LiveShow> byStream = new ConcurrentHashMap<>();

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

    @Override
    public Door of(String streamId) {
        LiveShow live = byStream.get(streamId);
        if (live == null) return Door.NOT_THERE;
        Show show = live.show();
        return show.phase().on() && show.visibility().equals("public") ? Door.OPEN : Door.CLOSED;
    }
}
