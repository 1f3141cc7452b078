package footlight.live;

import java.util.concurrent.atomic.AtomicLong;

/// The budget of all bytes that longer holders (keyframe caches, windows) keep: `media.memory`.
/// Safe on every thread.
public final class MediaMemory {
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    public MediaMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// Takes `bytes` off the budget; false, and nothing taken, when they do not fit.
    public boolean reserve(long bytes) {
        if (usedBytes.addAndGet(bytes) <= limitBytes) return true;
        usedBytes.addAndGet(-bytes);
        return false;
    }

    /// Whether that many bytes would fit now.
    boolean hasRoomFor(long bytes) {
        return usedBytes.get() + bytes <= limitBytes;
    }

    public void free(long bytes) {
        usedBytes.addAndGet(-bytes);
    }

    public long usedBytes() {
        return usedBytes.get();
    }

    public long limitBytes() {
        return limitBytes;
    }
}
