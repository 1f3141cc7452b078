package footlight.wire.hls;

import java.nio.ByteBuffer;
import java.util.List;

/// The qualities of a show, the preferred first. `independentSegments` promises that every segment of each begins with
/// a keyframe. Source: RFC 8216bis, 4.4.2.1 and 4.4.6.
public record MultivariantPlaylist(boolean independentSegments, List<Variant> variants) {
    private static final int VERSION = 6;
    private static final int BYTES_OF_VARIANT = 256;

    public MultivariantPlaylist {
        variants = List.copyOf(variants);
    }

    /// UTF-8.
    public ByteBuffer text() {
        PlaylistText out = new PlaylistText(64 + BYTES_OF_VARIANT * variants.size());
        out.text("#EXTM3U").line().text("#EXT-X-VERSION:").number(VERSION).line();
        if (independentSegments) out.text("#EXT-X-INDEPENDENT-SEGMENTS").line();
        for (Variant variant : variants) variant.write(out);
        return out.written();
    }
}
