package footlight.testkit.hls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A segment as a playlist tells of it; the open one has no URI yet, and `seconds` is 0. `era` counts the
/// discontinuities up to its beginning from the start of the stream: the text's Discontinuity Sequence Number.
/// `map` is empty behind `EXT-X-SKIP` until the list before it tells.
public record ListedSegment(
        long msn,
        long era,
        boolean discontinuity,
        Optional<String> map,
        Optional<Instant> time,
        List<ListedPart> parts,
        Optional<String> uri,
        double seconds,
        boolean gap) {

    public boolean open() {
        return uri.isEmpty();
    }

    double partSeconds() {
        return parts.stream().mapToDouble(ListedPart::seconds).sum();
    }

    ListedSegment withMap(String known) {
        return map.isPresent()
                ? this
                : new ListedSegment(msn, era, discontinuity, Optional.of(known), time, parts, uri, seconds, gap);
    }
}
