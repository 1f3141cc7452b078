package footlight.bench.subject;

/// How viewers take the stream, and the name of the bench that measures it.
public enum Protocol {
    HTTP_FLV("http-flv"),
    WS_FLV("ws-flv"),
    RTMP("rtmp");

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
        throw new IllegalArgumentException("protocol " + word + ": one of http-flv, ws-flv, rtmp");
    }
}
