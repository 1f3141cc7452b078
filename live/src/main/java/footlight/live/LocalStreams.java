package footlight.live;

import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The streams that this process holds, by stream id. Safe on every thread.
public final class LocalStreams {
    private final ConcurrentHashMap<String, LiveStream> streams = new ConcurrentHashMap<>();
    private final StreamSettings settings;
    private final MediaMemory memory;

    public LocalStreams(StreamSettings settings, MediaMemory memory) {
        this.settings = settings;
        this.memory = memory;
    }

    /// The stream of that id, made on `loop` when there is none yet.
    public LiveStream open(String id, EventExecutor loop) {
        return streams.computeIfAbsent(id, made -> {
            LiveStream[] self = new LiveStream[1];
            self[0] = new LiveStream(id, loop, settings, memory, () -> streams.remove(id, self[0]));
            return self[0];
        });
    }

    public Optional<LiveStream> find(String id) {
        return Optional.ofNullable(streams.get(id));
    }

    public Collection<LiveStream> all() {
        return streams.values();
    }

    /// Ends every stream.
    public void close() {
        streams.values().forEach(LiveStream::end);
    }
}
