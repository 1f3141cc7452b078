package footlight.wire.hls;

/// What a client may ask for already, to be answered as it comes to be. Source: RFC 8216bis, 4.4.5.3.
public record PreloadHint(Kind kind, String uri) {
    public enum Kind {
        PART,
        /// The init segment that the next part will need.
        MAP
    }

    void write(PlaylistText out) {
        out.text("#EXT-X-PRELOAD-HINT:TYPE=")
                .text(kind.name())
                .text(",URI=")
                .quoted(uri)
                .line();
    }
}
