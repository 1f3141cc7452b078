package footlight.live;

import java.util.ArrayList;
import java.util.List;

/// The frames since the newest keyframe: what a joiner starts with. Lives on the stream's loop.
///
/// Bounded in bytes, by its own limit and the house's ([MediaMemory]), and in the time from its
/// first to its last frame. Past a bound it is emptied and waits for the next keyframe: joiners
/// then wait too, and nobody else notices.
final class KeyframeCache {
    private final MediaMemory memory;
    private final long limitBytes;
    private final long limitMs;
    private final List<Frame> frames = new ArrayList<>();
    private long bytes;
    private boolean open;

    KeyframeCache(MediaMemory memory, long limitBytes, long limitMs) {
        this.memory = memory;
        this.limitBytes = limitBytes;
        this.limitMs = limitMs;
    }

    /// Keeps `frame`; `starts` says that a decoder can begin with it.
    void add(Frame frame, boolean starts) {
        if (starts) {
            clear();
            open = true;
        }
        if (!open) return;
        boolean tooLong =
                !frames.isEmpty() && frame.arrivedMs() - frames.getFirst().arrivedMs() > limitMs;
        if (tooLong || bytes + frame.bytes() > limitBytes || !memory.reserve(frame.bytes())) {
            clear();
            return;
        }
        bytes += frame.bytes();
        frames.add(frame.retain());
    }

    /// The frames in order, without further references; empty when a joiner has to wait.
    List<Frame> frames() {
        return frames;
    }

    boolean usable() {
        return open && !frames.isEmpty();
    }

    void clear() {
        frames.forEach(Frame::release);
        frames.clear();
        memory.free(bytes);
        bytes = 0;
        open = false;
    }
}
