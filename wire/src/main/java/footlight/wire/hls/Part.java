package footlight.wire.hls;

/// A piece of a segment that is on offer before the segment is whole. `independent` says that it begins with a
/// keyframe; `gap` that its resource is not there. Source: RFC 8216bis, 4.4.4.9.
public record Part(String uri, long durationUs, boolean independent, boolean gap) {
    public Part(String uri, long durationUs, boolean independent) {
        this(uri, durationUs, independent, false);
    }

    /// #EXT-X-PART:DURATION=0.333,URI="7.2.mp4",INDEPENDENT=YES
    void write(PlaylistText out) {
        out.text("#EXT-X-PART:DURATION=").seconds(durationUs).text(",URI=").quoted(uri);
        if (independent) out.text(",INDEPENDENT=YES");
        if (gap) out.text(",GAP=YES");
        out.line();
    }
}
