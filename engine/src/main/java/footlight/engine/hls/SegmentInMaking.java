package footlight.engine.hls;

import footlight.wire.hls.OpenSegment;
import footlight.wire.hls.Part;
import footlight.wire.hls.Segment;
import footlight.wire.hls.SegmentStart;
import java.util.ArrayList;
import java.util.List;

/// A segment that parts are added to. Lives on the stream's loop.
final class SegmentInMaking {
    private final long msn;
    private final Init init;
    private final SegmentStart start;
    private final List<Part> told = new ArrayList<>();
    private final List<Media> parts = new ArrayList<>();
    private long bytes;

    SegmentInMaking(long msn, Init init, SegmentStart start) {
        this.msn = msn;
        this.init = init;
        this.start = start;
    }

    boolean empty() {
        return parts.isEmpty();
    }

    /// Takes over `media`; `payloadBytes` is what it counts for in memory.
    void add(Media media, long durationUs, boolean independent, long payloadBytes) {
        told.add(new Part(init.partName(msn, parts.size()), durationUs, independent));
        parts.add(media);
        bytes += payloadBytes;
    }

    long msn() {
        return msn;
    }

    Init init() {
        return init;
    }

    List<Media> parts() {
        return List.copyOf(parts);
    }

    OpenSegment open() {
        return new OpenSegment(start, told);
    }

    String nextPartName() {
        return init.partName(msn, parts.size());
    }

    HeldSegment whole() {
        long durationUs = told.stream().mapToLong(Part::durationUs).sum();
        Segment segment = new Segment(start, told, init.segmentName(msn), durationUs);
        return new HeldSegment(msn, init, segment, Media.joined(parts), parts, bytes);
    }
}
