package footlight.engine.hls;

import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.StreamListener;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Every stream of this process on its way out by HLS, from its first publisher until a minute after its end. Safe on
/// every thread.
public final class HlsStreams implements StreamListener, AutoCloseable {
    /// For players that are some segments behind.
    private static final long KEPT_AFTER_END_SECONDS = 60;

    private static final int SALT_BITS = 20;

    private final HlsSettings settings;
    private final WindowMemory memory;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<String, HlsStream> streams = new ConcurrentHashMap<>();

    private HlsStreams(HlsSettings settings, MediaMemory memory, InstantSource clock) {
        this.settings = settings;
        this.memory = new WindowMemory(memory);
        this.clock = clock;
    }

    /// Packages every stream that begins from here on.
    public static HlsStreams of(LocalStreams streams, HlsSettings settings, MediaMemory memory, InstantSource clock) {
        HlsStreams all = new HlsStreams(settings, memory, clock);
        streams.listen(all);
        return all;
    }

    @Override
    public void begun(LiveStream stream) {
        HlsStream next = HlsStream.of(stream, settings, memory, name(), System::nanoTime);
        HlsStream before = streams.put(stream.id(), next);
        if (before != null) before.close();
    }

    /// The time, so that names differ from one run of the server to the next, and some chance, in case the clock was
    /// set back.
    private String name() {
        long salted = clock.millis() << SALT_BITS | random.nextInt(1 << SALT_BITS);
        return Long.toString(salted, Character.MAX_RADIX);
    }

    @Override
    public void ended(LiveStream stream) {
        HlsStream over = streams.get(stream.id());
        if (over == null || over.stream() != stream) return;
        stream.loop()
                .schedule(
                        () -> {
                            if (streams.remove(stream.id(), over)) over.close();
                        },
                        KEPT_AFTER_END_SECONDS,
                        TimeUnit.SECONDS);
    }

    Optional<HlsStream> find(String streamId) {
        return Optional.ofNullable(streams.get(streamId));
    }

    HlsSettings settings() {
        return settings;
    }

    /// The show of that stream is over: who waits for more is told so, and lists end, until another publisher begins.
    public void finish(String streamId) {
        find(streamId).ifPresent(HlsStream::finish);
    }

    /// Lets go of all bytes, before the loops close.
    @Override
    public void close() {
        streams.values().forEach(HlsStream::close);
        streams.clear();
    }
}
