package footlight.front.guard;

import java.time.Duration;

/// How much of the server one stranger may have. The defaults leave room for a school or a mobile carrier behind one
/// address; a public server behind a proxy sets `proxy.trusted`, so that they count for callers and not for the proxy.
public record Limits(Connections connections, Requests requests, Http2 http2) {

    /// @param total open HTTP connections of all callers, media and page links included
    /// @param perAddress of one IPv4 address or one IPv6 /64; trusted proxies are not counted
    /// @param freeLoopback whether this machine's own connections go uncounted
    /// @param tlsHandshake from the first packet to the end of the handshake
    /// @param idle without a byte in either direction
    public record Connections(int total, int perAddress, boolean freeLoopback, Duration tlsHandshake, Duration idle) {}

    /// @param uriBytes the request line
    /// @param headerBytes all header fields together
    /// @param head from the first byte of a request to the end of its head
    /// @param bodyBytes the largest body any route may take; each route has its own, mostly far smaller
    /// @param bodyCheck how often a body in flight is looked at
    /// @param bodyBytesPerSecond the slowest body that is waited for
    /// @param perSecond requests of one address in the long run
    /// @param burst requests of one address at once
    public record Requests(
            int uriBytes,
            int headerBytes,
            Duration head,
            long bodyBytes,
            Duration bodyCheck,
            int bodyBytesPerSecond,
            double perSecond,
            int burst) {}

    /// @param streams at once on one connection
    /// @param headerListBytes of one request, decoded
    /// @param resets streams a client may open and take back within `resetWindow` (CVE-2023-44487)
    public record Http2(int streams, int headerListBytes, int resets, Duration resetWindow) {}

    public static Limits defaults() {
        return new Limits(
                new Connections(20_000, 2_000, true, Duration.ofSeconds(10), Duration.ofSeconds(75)),
                new Requests(
                        8 * 1024,
                        16 * 1024,
                        Duration.ofSeconds(10),
                        64L * 1024 * 1024,
                        Duration.ofSeconds(10),
                        1024,
                        200,
                        2_000),
                new Http2(128, 16 * 1024, 200, Duration.ofSeconds(30)));
    }

    public Limits with(Connections other) {
        return new Limits(other, requests, http2);
    }

    public Limits with(Requests other) {
        return new Limits(connections, other, http2);
    }

    public Limits with(Http2 other) {
        return new Limits(connections, requests, other);
    }
}
