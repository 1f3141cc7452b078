package footlight.engine.hls;

import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Those on one loop who wait for one stream to go on. Lives on that loop, but for [#any()].
///
/// A change of the stream is handed over once, however many wait. Nobody waits for longer than they said.
final class LoopWaiters {
    /// More than that wait on one loop for one stream only when somebody means harm.
    private static final int MOST = 20_000;

    private static final long TICK_MS = 250;

    private static final class Waiting {
        final Waiter waiter;
        long ticksLeft;

        Waiting(Waiter waiter, long ticksLeft) {
            this.waiter = waiter;
            this.ticksLeft = ticksLeft;
        }
    }

    private final EventExecutor loop;
    private final Supplier<@Nullable Snapshot> newest;
    /// In the order in which they came. Each answer ends with [#remove], so that must not search.
    private Map<Waiter, Waiting> waiting = new LinkedHashMap<>();

    private volatile boolean any;
    private boolean ticking;

    LoopWaiters(EventExecutor loop, Supplier<@Nullable Snapshot> newest) {
        this.loop = loop;
        this.newest = newest;
    }

    EventExecutor loop() {
        return loop;
    }

    /// Whether somebody waits, or is about to. Any thread.
    boolean any() {
        return any;
    }

    /// Lets `waiter` wait for `mostMs`, give or take a tick; false when there is no room.
    boolean add(Waiter waiter, long mostMs) {
        if (waiting.size() >= MOST) return false;
        waiting.put(waiter, new Waiting(waiter, mostMs / TICK_MS + 1));
        any = true;
        // The stream may have gone on before it could see that somebody waits.
        Snapshot now = newest.get();
        if (now != null && waiter.answer(now, false)) waiting.remove(waiter);
        any = !waiting.isEmpty();
        tickOn();
        return true;
    }

    void remove(Waiter waiter) {
        waiting.remove(waiter);
        any = !waiting.isEmpty();
    }

    /// The stream has gone on.
    void wake() {
        round(0);
    }

    private void tick() {
        ticking = false;
        round(1);
        tickOn();
    }

    private void round(int ticks) {
        Snapshot now = newest.get();
        if (now == null) return;
        // Answering may bring somebody else here.
        Map<Waiter, Waiting> before = waiting;
        waiting = new LinkedHashMap<>();
        for (Waiting held : before.values()) {
            held.ticksLeft -= ticks;
            if (!answered(held, now)) waiting.put(held.waiter, held);
        }
        any = !waiting.isEmpty();
    }

    /// One whose answer fails must keep nobody else waiting.
    private boolean answered(Waiting held, Snapshot now) {
        try {
            return held.waiter.answer(now, held.ticksLeft <= 0);
        } catch (RuntimeException fault) {
            loop.execute(() -> {
                throw fault;
            });
            return true;
        }
    }

    private void tickOn() {
        if (ticking || waiting.isEmpty()) return;
        ticking = true;
        loop.schedule(this::tick, TICK_MS, TimeUnit.MILLISECONDS);
    }
}
