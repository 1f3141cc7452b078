package footlight.live;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gathers a stream's frames for as long as its [FlushWindow] says, and hands them on together.
/// Lives on the stream's loop.
final class MergeWindow {
    /// With a picture to ride with, sound waits this long for it.
    private static final long RIDE_MS = 60;

    /// Who takes what was gathered. The frames are borrowed for the call.
    interface Outlet {
        void take(List<Frame> frames, boolean startsRun);
    }

    private final FlushWindow window;
    private final EventExecutor loop;
    private final Outlet outlet;
    private final List<Frame> gathered = new ArrayList<>();
    private boolean startsRun;
    private boolean holdsLeader;
    private @Nullable ScheduledFuture<?> timer;
    private long flushAtMs;
    private long ledMs;

    MergeWindow(FlushWindow window, EventExecutor loop, Outlet outlet) {
        this.window = window;
        this.loop = loop;
        this.outlet = outlet;
    }

    /// Takes a frame over, and with it its reference. `starts` says that a decoder can begin with it: such
    /// a frame is the first of what it is handed on with. `leads` says that it is a picture, or sound with no
    /// picture to wait for.
    void add(Frame frame, boolean starts, boolean leads) {
        if (starts) {
            flush();
            startsRun = true;
        }
        gathered.add(frame);
        holdsLeader |= leads;
        switch (window) {
            case FlushWindow.Immediate() -> flush();
            case FlushWindow.OneFrame() -> {
                if (leads) flush();
                else flushAfter(RIDE_MS, frame.arrivedMs());
            }
            case FlushWindow.Millis(int millis) -> within(millis, frame, leads);
        }
    }

    private void within(int millis, Frame frame, boolean leads) {
        if (!leads) {
            flushAfter(Math.max(millis, RIDE_MS), frame.arrivedMs());
            return;
        }
        // By the frames' own clock; should that be set back, the wait is a window at most.
        long sinceLedMs = Math.max(0, frame.arrivedMs() - ledMs);
        if (sinceLedMs < millis) {
            flushAfter(millis - sinceLedMs, frame.arrivedMs());
            return;
        }
        ledMs = frame.arrivedMs();
        flush();
    }

    private void flushAfter(long millis, long nowMs) {
        long atMs = nowMs + millis;
        if (timer != null && flushAtMs <= atMs) return;
        if (timer != null) timer.cancel(false);
        flushAtMs = atMs;
        timer = loop.schedule(this::flushInTime, millis, TimeUnit.MILLISECONDS);
    }

    private void flushInTime() {
        timer = null;
        if (holdsLeader) ledMs = flushAtMs;
        flush();
    }

    /// Hands on what there is, at once.
    void flush() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (gathered.isEmpty()) return;
        outlet.take(gathered, startsRun);
        startsRun = false;
        holdsLeader = false;
        gathered.forEach(Frame::release);
        gathered.clear();
    }
}
