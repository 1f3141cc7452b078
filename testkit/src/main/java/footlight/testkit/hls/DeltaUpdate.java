package footlight.testkit.hls;

import java.util.ArrayList;
import java.util.List;

/// Fills in what a delta update skipped, from the playlist before it. Source: RFC 8216bis, 6.2.5.1 and 6.3.7.
final class DeltaUpdate {
    private DeltaUpdate() {}

    /// `delta` itself when it skips nothing.
    static ListedMedia filled(ListedMedia known, ListedMedia delta, Findings findings) {
        if (delta.skipped() == 0) return delta;
        List<ListedSegment> segments = new ArrayList<>();
        for (long msn = delta.mediaSequence(); msn < delta.mediaSequence() + delta.skipped(); msn++) {
            long wanted = msn;
            known.segment(msn)
                    .ifPresentOrElse(
                            segments::add,
                            () -> findings.broken(
                                    "a delta update skips segment " + wanted + ", which was never told of"));
        }
        if (segments.size() != delta.skipped()) return known;
        double told = delta.segments().stream()
                .mapToDouble(segment -> segment.open() ? segment.partSeconds() : segment.seconds())
                .sum();
        findings.rule(
                told >= delta.control("CAN-SKIP-UNTIL") - 0.001,
                "a delta update tells of " + told + " s, less than CAN-SKIP-UNTIL " + delta.control("CAN-SKIP-UNTIL"));
        ListedSegment last = segments.getLast();
        long before = last.era() - delta.discontinuitySequence();
        String map = last.map().orElse("");
        for (ListedSegment segment : delta.segments()) {
            ListedSegment whole = new ListedSegment(
                            segment.msn(),
                            segment.era() + before,
                            segment.discontinuity(),
                            segment.map(),
                            segment.time(),
                            segment.parts(),
                            segment.uri(),
                            segment.seconds(),
                            segment.gap())
                    .withMap(map);
            segments.add(whole);
        }
        return new ListedMedia(
                delta.version(),
                delta.targetDuration(),
                delta.partTarget(),
                delta.control(),
                delta.type(),
                delta.mediaSequence(),
                delta.discontinuitySequence(),
                0,
                List.copyOf(segments),
                delta.partHint(),
                delta.ended());
    }
}
