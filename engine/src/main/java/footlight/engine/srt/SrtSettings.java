package footlight.engine.srt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the SRT entrance behaves.
///
/// @param host the address to listen on
/// @param port 0 lets the system choose
/// @param passphrase that callers must encrypt with; null takes those who do not, and none who do
/// @param latency for how long a lost packet is waited for, at least; a caller may ask for more
/// @param takesOver whether an encoder that comes to a stream that has one takes its place, or is refused
/// @param silence after which a caller that sends nothing is gone
/// @param callers at once, of all addresses
/// @param perAddress at once, of one IPv4 address or IPv6 /64; this machine's own are free
public record SrtSettings(
        String host,
        int port,
        @Nullable String passphrase,
        Duration latency,
        boolean takesOver,
        Duration silence,
        int callers,
        int perAddress) {

    public static SrtSettings on(
            String host, int port, @Nullable String passphrase, Duration latency, boolean takesOver) {
        return new SrtSettings(host, port, passphrase, latency, takesOver, Duration.ofSeconds(5), 2_000, 100);
    }

    /// Without the passphrase: this may stand in a log.
    @Override
    public String toString() {
        return "SRT on " + host + ":" + port + (passphrase == null ? "" : ", encrypted");
    }
}
