package footlight.wire.hls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is told where a segment begins. `map` is the URI of its init segment; the tag is written where it changes.
/// `discontinuity` says that times or coding do not go on from the segment before; `programDateTime` is the wall clock
/// of its first frame. Source: RFC 8216bis, 4.4.4.3, 4.4.4.5, 4.4.4.6.
public record SegmentStart(
        boolean discontinuity,
        @Nullable String map,
        @Nullable Instant programDateTime) {

    /// `mapBefore` is the init segment that holds so far.
    void write(PlaylistText out, @Nullable String mapBefore) {
        if (discontinuity) out.text("#EXT-X-DISCONTINUITY").line();
        if (map != null && !map.equals(mapBefore))
            out.text("#EXT-X-MAP:URI=").quoted(map).line();
        if (programDateTime != null)
            out.text("#EXT-X-PROGRAM-DATE-TIME:").dateTime(programDateTime).line();
    }
}
