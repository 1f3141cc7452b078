package footlight.testkit.hls;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A media playlist as it was read. `skipped` segments stand for what `EXT-X-SKIP` left out; `segments` are those
/// that are told of, the open one last. `partTarget` is 0 where there are no parts.
public record ListedMedia(
        int version,
        int targetDuration,
        double partTarget,
        Map<String, String> control,
        Optional<String> type,
        long mediaSequence,
        long discontinuitySequence,
        int skipped,
        List<ListedSegment> segments,
        Optional<String> partHint,
        boolean ended) {

    public boolean lowLatency() {
        return partTarget > 0;
    }

    /// Seconds of a `EXT-X-SERVER-CONTROL` attribute; 0 when it is not there.
    public double control(String attribute) {
        return Double.parseDouble(control.getOrDefault(attribute, "0"));
    }

    /// The number of the segment that is being made, whether anything is told of it or not.
    public long openMsn() {
        long whole = segments.stream().filter(segment -> !segment.open()).count();
        return mediaSequence + skipped + whole;
    }

    public int openParts() {
        return segments.isEmpty() || !segments.getLast().open()
                ? 0
                : segments.getLast().parts().size();
    }

    public Optional<ListedSegment> segment(long msn) {
        return segments.stream().filter(segment -> segment.msn() == msn).findFirst();
    }

    /// Whether it has what a reload asked for. Source: RFC 8216bis, 6.2.5.2.
    boolean has(long msn, int part) {
        return ended || openMsn() > msn || (openMsn() == msn && openParts() > part);
    }
}
