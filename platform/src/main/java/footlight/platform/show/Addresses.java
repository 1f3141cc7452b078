package footlight.platform.show;

import footlight.front.Caller;
import java.net.URI;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Under which addresses this server is reached: the configured one, else the one the caller used.
///
/// @param publicUrl the setting `public.url`
/// @param rtmpPort asked late, for a port may be chosen at start
/// @param rtmpsPort 0 when there is no RTMPS
/// @param srtPort 0 when there is no SRT
/// @param srtEncrypted whether SRT needs the passphrase that only the operator knows
public record Addresses(
        @Nullable URI publicUrl,
        IntSupplier rtmpPort,
        IntSupplier rtmpsPort,
        IntSupplier srtPort,
        boolean srtEncrypted) {
    private static final int RTMP = 1935;
    private static final int HTTPS = 443;

    /// Such as `https://shows.example.org`, without a slash at the end.
    public String origin(Caller caller) {
        if (publicUrl != null) return trimmed(publicUrl);
        // HTTP/1.0 may come without a Host.
        return caller.authority().isEmpty() ? caller.scheme() + "://localhost" : caller.origin();
    }

    /// For what no caller asked for: the configured origin, or nothing, which leaves paths.
    public String originOrNothing() {
        return publicUrl == null ? "" : trimmed(publicUrl);
    }

    /// Such as `wss://shows.example.org`.
    String webSocketOrigin(Caller caller) {
        return "ws" + origin(caller).substring("http".length());
    }

    /// Such as `rtmp://shows.example.org`.
    String rtmp(Caller caller) {
        int port = rtmpPort.getAsInt();
        return "rtmp://" + host(caller) + (port == RTMP ? "" : ":" + port);
    }

    @Nullable
    String rtmps(Caller caller) {
        int port = rtmpsPort.getAsInt();
        return port == 0 ? null : "rtmps://" + host(caller) + (port == HTTPS ? "" : ":" + port);
    }

    /// Such as `srt://shows.example.org:8890`; SRT has no usual port.
    @Nullable
    String srt(Caller caller) {
        int port = srtPort.getAsInt();
        return port == 0 ? null : "srt://" + host(caller) + ":" + port;
    }

    private String host(Caller caller) {
        String authority = URI.create(origin(caller)).getRawAuthority();
        if (authority == null || authority.isEmpty()) return "localhost";
        int colon = authority.lastIndexOf(':');
        // The colons of [::1] are no port's.
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static String trimmed(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
