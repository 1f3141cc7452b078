package footlight.engine.hls;

import footlight.live.MediaMemory;
import java.util.concurrent.atomic.AtomicInteger;

/// What the windows of all streams may hold together: half of `media.memory`, in equal shares, so that neither one
/// stream starves another nor all of them the joiners. Safe on every thread.
final class WindowMemory {
    private final MediaMemory memory;
    private final AtomicInteger windows = new AtomicInteger();

    WindowMemory(MediaMemory memory) {
        this.memory = memory;
    }

    void opened() {
        windows.incrementAndGet();
    }

    void closed() {
        windows.decrementAndGet();
    }

    /// Takes `bytes` for a window that holds `heldBytes`; false, and nothing taken, when its share or
    /// the house is full.
    boolean reserve(long bytes, long heldBytes) {
        long share = memory.limitBytes() / 2 / Math.max(1, windows.get());
        return heldBytes + bytes <= share && memory.reserve(bytes);
    }

    void free(long bytes) {
        memory.free(bytes);
    }
}
