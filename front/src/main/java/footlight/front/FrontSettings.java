package footlight.front;

import footlight.front.guard.Limits;
import footlight.front.net.TrustedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the HTTP ports are opened.
///
/// @param host address to listen on, `0.0.0.0` and `::` for all
/// @param httpPort 0 for any free one, `NONE` for no plain port
/// @param httpsPort as `httpPort`; opened only when there is a certificate
/// @param publicUrl where people find the site, when that is not what their Host header says
/// @param allowedOrigins other sites whose pages may change things here, such as `https://www.example.org`
/// @param closing how long requests in flight have to finish when the ports close
public record FrontSettings(
        String host,
        int httpPort,
        int httpsPort,
        TrustedProxies proxies,
        @Nullable URI publicUrl,
        List<String> allowedOrigins,
        Limits limits,
        Duration closing) {
    public static final int NONE = -1;

    public FrontSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /// Loopback and any free port, plain: what a test or a first try needs.
    public static FrontSettings local() {
        return new FrontSettings(
                "127.0.0.1", 0, NONE, TrustedProxies.NONE, null, List.of(), Limits.defaults(), Duration.ofSeconds(2));
    }

    public FrontSettings withHttpsPort(int port) {
        return new FrontSettings(host, httpPort, port, proxies, publicUrl, allowedOrigins, limits, closing);
    }

    public FrontSettings withProxies(TrustedProxies trusted) {
        return new FrontSettings(host, httpPort, httpsPort, trusted, publicUrl, allowedOrigins, limits, closing);
    }

    public FrontSettings withPublicUrl(URI url) {
        return new FrontSettings(host, httpPort, httpsPort, proxies, url, allowedOrigins, limits, closing);
    }

    public FrontSettings withAllowedOrigins(List<String> origins) {
        return new FrontSettings(host, httpPort, httpsPort, proxies, publicUrl, origins, limits, closing);
    }

    public FrontSettings withLimits(Limits other) {
        return new FrontSettings(host, httpPort, httpsPort, proxies, publicUrl, allowedOrigins, other, closing);
    }
}
