package footlight.wire.hls;

import java.util.List;

/// A whole segment. Its `parts` are those it was on offer as, in order, together as long as itself; none where low
/// latency is not offered. `gap` says that its resource is not there. Source: RFC 8216bis, 3 and 4.4.4.
public record Segment(SegmentStart start, List<Part> parts, String uri, long durationUs, boolean gap) {
    public Segment {
        parts = List.copyOf(parts);
    }

    public Segment(SegmentStart start, List<Part> parts, String uri, long durationUs) {
        this(start, parts, uri, durationUs, false);
    }

    /// The tags after its start, and its URI.
    void write(PlaylistText out, boolean withParts) {
        if (withParts) for (int i = 0; i < parts.size(); i++) parts.get(i).write(out);
        if (gap) out.text("#EXT-X-GAP").line();
        out.text("#EXTINF:").seconds(durationUs).text(",").line();
        out.uri(uri).line();
    }
}
