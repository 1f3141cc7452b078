package footlight.bench.subject;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How viewers take the stream, and the name of the bench that measures it.
public enum Protocol {
    HTTP_FLV("http-flv"),
    WS_FLV("ws-flv"),
    RTMP("rtmp"),
    /// Segments and a playlist that is asked for again and again.
    HLS("hls"),
    /// Parts of segments, and a playlist that is held until there is another.
    LL_HLS("ll-hls");

    /// One connection that never ends, frame after frame.
    public static final List<Protocol> STREAMING = List.of(HTTP_FLV, WS_FLV, RTMP);

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// @throws IllegalArgumentException when there is no such protocol
    public static Protocol of(String word) {
        for (Protocol protocol : values()) if (protocol.word.equals(word)) return protocol;
        throw new IllegalArgumentException("protocol " + word + ": one of "
                + Arrays.stream(values()).map(Protocol::word).collect(Collectors.joining(", ")));
    }
}
