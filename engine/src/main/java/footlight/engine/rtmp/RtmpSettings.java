package footlight.engine.rtmp;

import java.time.Duration;

/// How the RTMP entrance behaves.
///
/// @param host the address to listen on
/// @param port of plain RTMP; 0 lets the system choose, below 0 listens not at all
/// @param tlsPort of RTMPS, likewise
/// @param second what becomes of an encoder that comes to a stream that has one
/// @param settle from accept until publishing or playing begins: TLS, handshake, commands, gate
/// @param silence after which a client that sends nothing, not even an answer to a ping, is gone
/// @param connections open at once, of all clients
/// @param perAddress open at once, of one IPv4 address or IPv6 /64; this machine's own are free
public record RtmpSettings(
        String host,
        int port,
        int tlsPort,
        Second second,
        Duration settle,
        Duration silence,
        int connections,
        int perAddress) {

    public enum Second {
        /// The newcomer has the stream: the one before is a dead connection, most of the time.
        TAKES_OVER,
        REFUSED
    }

    public static RtmpSettings on(String host, int port, int tlsPort) {
        return new RtmpSettings(
                host, port, tlsPort, Second.TAKES_OVER, Duration.ofSeconds(10), Duration.ofSeconds(30), 10_000, 500);
    }

    public RtmpSettings with(Second other) {
        return new RtmpSettings(host, port, tlsPort, other, settle, silence, connections, perAddress);
    }
}
