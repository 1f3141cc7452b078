package footlight.wire.hls;

import java.util.List;

/// The segment that is being made: the parts there are of it. Without parts it is not told of at all.
public record OpenSegment(SegmentStart start, List<Part> parts) {
    public OpenSegment {
        parts = List.copyOf(parts);
    }

    long durationUs() {
        long sum = 0;
        for (int i = 0; i < parts.size(); i++) sum += parts.get(i).durationUs();
        return sum;
    }
}
