package footlight.engine.hls;

import footlight.live.LiveStream;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// One stream on its way out by HLS: what there is of it, and who waits for more. Safe on every thread.
final class HlsStream {
    /// Who asked within this time is taken to look on.
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LiveStream stream;
    private final LongSupplier nanos;
    private final Packager packager;
    private final ConcurrentHashMap<EventExecutor, LoopWaiters> waiters = new ConcurrentHashMap<>();
    private volatile Snapshot newest;
    private volatile long askedNanos;

    private HlsStream(LiveStream stream, HlsSettings settings, WindowMemory memory, String name, LongSupplier nanos) {
        this.stream = stream;
        this.nanos = nanos;
        this.askedNanos = nanos.getAsLong() - WATCHED_NANOS;
        this.newest = Snapshot.nothing(settings);
        this.packager = new Packager(settings, memory, name, this::watched, this::publish);
    }

    /// Packages the stream from here on. `name` is used for nothing else ever.
    static HlsStream of(LiveStream stream, HlsSettings settings, WindowMemory memory, String name, LongSupplier nanos) {
        HlsStream hls = new HlsStream(stream, settings, memory, name, nanos);
        stream.attach(hls.packager);
        return hls;
    }

    /// What there is, for somebody who looks on.
    Snapshot asked() {
        askedNanos = nanos.getAsLong();
        stream.want();
        return newest;
    }

    /// Lets somebody wait on their loop, and only there; false when too many do.
    boolean await(EventExecutor loop, Waiter waiter, long mostMs) {
        return waiters.computeIfAbsent(loop, own -> new LoopWaiters(own, () -> newest))
                .add(waiter, mostMs);
    }

    /// On the waiter's loop.
    void forget(EventExecutor loop, Waiter waiter) {
        LoopWaiters own = waiters.get(loop);
        if (own != null) own.remove(waiter);
    }

    /// The show is over: who waits gets the list with its end, until another publisher begins.
    void finish() {
        onLoop(packager::finish);
    }

    /// Lets go of all bytes.
    void close() {
        onLoop(() -> {
            stream.detach(packager);
            packager.close();
        });
    }

    LiveStream stream() {
        return stream;
    }

    private void onLoop(Runnable step) {
        if (stream.loop().inEventLoop()) step.run();
        else stream.loop().execute(step);
    }

    private boolean watched() {
        return nanos.getAsLong() - askedNanos < WATCHED_NANOS;
    }

    private void publish(Snapshot next) {
        newest = next;
        for (LoopWaiters own : waiters.values()) {
            if (!own.any()) continue;
            if (own.loop().inEventLoop()) own.wake();
            else own.loop().execute(own::wake);
        }
    }
}
