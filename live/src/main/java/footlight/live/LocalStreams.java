package footlight.live;

import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The streams that this process holds, by stream id. Safe on every thread.
public final class LocalStreams {
    private final ConcurrentHashMap<String, LiveStream> streams = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<StreamListener> listeners = new CopyOnWriteArrayList<>();
    private final StreamSettings settings;
    private final MediaMemory memory;
    private final Traffic traffic = new Traffic();

    public LocalStreams(StreamSettings settings, MediaMemory memory) {
        this.settings = settings;
        this.memory = memory;
    }

    /// The stream of that id, made on `loop` when there is none yet. Publish at once: the next sweep
    /// but one does not wait.
    public LiveStream open(String id, EventExecutor loop) {
        return streams.compute(id, (_, held) -> {
            LiveStream stream = held == null ? made(id, loop) : held;
            stream.want();
            return stream;
        });
    }

    private LiveStream made(String id, EventExecutor loop) {
        return new LiveStream(id, loop, settings, memory, traffic, new StreamListener() {
            @Override
            public void begun(LiveStream stream) {
                listeners.forEach(listener -> listener.begun(stream));
            }

            @Override
            public void ended(LiveStream stream) {
                streams.remove(id, stream);
                if (stream.begun()) listeners.forEach(listener -> listener.ended(stream));
            }
        });
    }

    /// Tells `listener` of every stream that begins from here on.
    public void listen(StreamListener listener) {
        listeners.add(listener);
    }

    /// Drops the streams that nobody published, watched or opened since the last sweep: those of shows
    /// that are over, in the end.
    public void sweep() {
        streams.forEach((id, stream) -> stream.endIfIdle(() -> letGo(id, stream)));
    }

    /// Whether the stream is gone from here, so that whoever opens that id now gets another one.
    private boolean letGo(String id, LiveStream stream) {
        // In one step with open: who got the stream before this is seen here, who comes after it gets a new one.
        streams.computeIfPresent(id, (_, held) -> held != stream || held.wasWanted() ? held : null);
        return streams.get(id) != stream;
    }

    public Optional<LiveStream> find(String id) {
        return Optional.ofNullable(streams.get(id));
    }

    public Collection<LiveStream> all() {
        return streams.values();
    }

    /// What went through all of them.
    public Traffic traffic() {
        return traffic;
    }

    /// Ends every stream.
    public void close() {
        streams.values().forEach(LiveStream::end);
    }
}
