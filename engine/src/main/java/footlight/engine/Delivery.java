package footlight.engine;

import footlight.live.Backlog;
import footlight.live.Batch;
import footlight.live.Traffic;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What one viewer is sent: batches go out at once while its way takes them, and into a bounded
/// [Backlog] while it does not. A viewer whose way takes nothing for [#STUCK], or who could not decode
/// what follows, is cut off. Lives on the viewer's loop.
public final class Delivery {
    /// The way to a viewer, as far as it matters here.
    public interface Way {
        /// Whether more may be written now. When it may again, [Delivery#drain()] is due.
        boolean free();

        /// Writes bytes that are shared with other viewers, and stay the caller's.
        void write(ByteBuf shared);

        /// What was written leaves now.
        void flush();

        /// Ends the connection without a goodbye: on a new one the viewer may fare better.
        void cut();
    }

    /// The bytes are shared with the other viewers, so a long backlog costs little beyond the oldest
    /// batch that anybody still waits for.
    private static final long BACKLOG_BYTES = 16 << 20;

    private static final long BACKLOG_MS = 10_000;
    private static final long STUCK = TimeUnit.SECONDS.toNanos(10);

    private final Way way;
    private final LongSupplier nanos;
    private final Traffic traffic;
    private final Backlog backlog = new Backlog(BACKLOG_BYTES, BACKLOG_MS);
    private boolean begun;
    private boolean over;
    private long blockedSince;

    /// @param traffic where it is counted what the viewer misses
    public Delivery(Way way, Traffic traffic) {
        this(way, traffic, System::nanoTime);
    }

    Delivery(Way way, Traffic traffic, LongSupplier nanos) {
        this.way = way;
        this.traffic = traffic;
        this.nanos = nanos;
    }

    /// Sends the batch, keeps it, or leaves it out. A viewer begins with the start of a run.
    public void take(Batch batch) {
        if (over) return;
        if (backlog.lostFormats() && begun) {
            way.cut();
            return;
        }
        boolean fresh = !begun && backlog.isEmpty();
        if (fresh && !batch.startsRun()) return;
        if (!backlog.isEmpty() || !way.free()) {
            hold(batch);
            return;
        }
        if (!backlog.welcomes(batch)) return;
        write(batch);
        way.flush();
    }

    private void hold(Batch batch) {
        long now = nanos.getAsLong();
        if (blockedSince == 0) blockedSince = now;
        if (now - blockedSince > STUCK) {
            traffic.cutOff();
            way.cut();
            return;
        }
        if (!backlog.welcomes(batch)) return;
        int jumps = backlog.jumps();
        backlog.add(batch, TimeUnit.NANOSECONDS.toMillis(now));
        if (backlog.jumps() != jumps) traffic.jumped();
    }

    /// Sends what was kept, as far as the way takes it.
    public void drain() {
        if (!way.free()) return;
        blockedSince = 0;
        boolean wrote = false;
        while (!over && way.free()) {
            Batch batch = backlog.poll();
            if (batch == null) break;
            write(batch);
            batch.release();
            wrote = true;
        }
        if (wrote) way.flush();
    }

    private void write(Batch batch) {
        if (!begun) {
            begun = true;
            way.write(batch.head());
        }
        way.write(batch.bytes());
    }

    /// Nothing is sent any more; what was kept is let go.
    public void end() {
        over = true;
        backlog.clear();
    }
}
