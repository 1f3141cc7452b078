package footlight.wire.hls;

import java.util.List;

/// One quality of a show. Bit rates are a second's bits: `bandwidth` the most of any segment, `averageBandwidth` over
/// all; `codecs` are RFC 6381's names. 0 leaves average, size and frame rate out, as for sound alone. Source: RFC
/// 8216bis, 4.4.6.2.
public record Variant(
        String uri,
        long bandwidth,
        long averageBandwidth,
        List<String> codecs,
        int width,
        int height,
        double framesPerSecond) {
    public Variant {
        if (bandwidth < 1) throw new IllegalArgumentException("a variant without BANDWIDTH");
        codecs = List.copyOf(codecs);
    }

    void write(PlaylistText out) {
        out.text("#EXT-X-STREAM-INF:BANDWIDTH=").number(bandwidth);
        if (averageBandwidth > 0) out.text(",AVERAGE-BANDWIDTH=").number(averageBandwidth);
        if (!codecs.isEmpty()) out.text(",CODECS=").quoted(String.join(",", codecs));
        if (width > 0 && height > 0)
            out.text(",RESOLUTION=").number(width).text("x").number(height);
        if (framesPerSecond > 0) out.text(",FRAME-RATE=").seconds(Math.round(framesPerSecond * 1000) * 1000);
        out.line();
        out.uri(uri).line();
    }
}
