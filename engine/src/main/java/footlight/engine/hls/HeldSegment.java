package footlight.engine.hls;

import footlight.wire.hls.Segment;
import java.util.List;

/// A whole segment with its bytes, as one and as the parts it came in. `bytes` is what it counts for in memory.
record HeldSegment(long msn, Init init, Segment told, Media whole, List<Media> parts, long bytes) {
    HeldSegment {
        parts = List.copyOf(parts);
    }

    void release() {
        whole.release();
        parts.forEach(Media::release);
    }
}
