package footlight.platform.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Names of sites as somebody typed them.
public final class Sites {
    private Sites() {}

    /// As browsers write it: scheme, host, and the port unless it is the scheme's own. Source: RFC 6454, 6.2.
    ///
    /// @throws footlight.front.Refusal when it is no site, naming `field`
    public static String origin(String field, String typed) {
        try {
            URI uri = new URI(typed.toLowerCase(Locale.ROOT));
            String scheme = uri.getScheme();
            String host = uri.getHost();
            // No path at all is an address of another kind, such as mailto:.
            String path = uri.getRawPath();
            boolean bare = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && ("".equals(path) || "/".equals(path));
            if (bare && host != null && ("https".equals(scheme) || "http".equals(scheme))) {
                boolean implied = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
                return scheme + "://" + host + (implied ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException noAddress) {
            // The same answer as for any other text that is no site.
        }
        throw Refusals.invalid(field, "must be a site such as https://shop.example");
    }
}
