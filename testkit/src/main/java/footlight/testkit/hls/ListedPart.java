package footlight.testkit.hls;

/// An `EXT-X-PART`. Source: RFC 8216bis, 4.4.4.9.
public record ListedPart(String uri, double seconds, boolean independent, boolean gap) {}
