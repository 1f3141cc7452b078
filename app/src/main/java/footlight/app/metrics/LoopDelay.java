package footlight.app.metrics;

import footlight.front.Loops;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// How much later than asked the event loops get to a task: what every frame and request waits for as well. Each loop
/// is asked four times a second. Any thread.
public final class LoopDelay implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1};

    private final LongAdder[] counts = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();
    private volatile boolean closed;

    private LoopDelay() {
        for (int i = 0; i < counts.length; i++) counts[i] = new LongAdder();
    }

    public static LoopDelay on(Loops loops) {
        LoopDelay delay = new LoopDelay();
        for (EventLoop loop : loops.all()) delay.ask(loop);
        return delay;
    }

    private void ask(EventLoop loop) {
        long due = System.nanoTime() + PAUSE_NANOS;
        loop.schedule(
                () -> {
                    count(Math.max(0, System.nanoTime() - due));
                    if (!closed && !loop.isShuttingDown()) ask(loop);
                },
                PAUSE_NANOS,
                TimeUnit.NANOSECONDS);
    }

    private void count(long late) {
        int at = 0;
        while (at < SECONDS.length && late / 1e9 > SECONDS[at]) at++;
        counts[at].increment();
        nanos.add(late);
    }

    long[] counts() {
        long[] seen = new long[counts.length];
        for (int i = 0; i < counts.length; i++) seen[i] = counts[i].sum();
        return seen;
    }

    double seconds() {
        return nanos.sum() / 1e9;
    }

    @Override
    public void close() {
        closed = true;
    }
}
