package footlight.front;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps pages of other sites from acting here with a visitor's cookies. A browser says where a page is from; what
/// says nothing is no browser, and a foreign page cannot make a browser silent.
final class OriginRule {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Set<String> allowed = new HashSet<>();
    private final List<String> openPaths;

    OriginRule(@Nullable URI publicUrl, List<String> allowedOrigins, List<String> openPaths) {
        if (publicUrl != null) allowed.add(originOf(publicUrl));
        for (String origin : allowedOrigins) allowed.add(originOf(URI.create(origin)));
        this.openPaths = List.copyOf(openPaths);
    }

    /// True when a page that is neither ours nor an allowed one sent the request by itself.
    boolean foreign(Caller caller, HttpServerRequest request) {
        MultiMap headers = request.headers();
        String origin = headers.get("origin");
        if (origin != null) {
            String lower = origin.toLowerCase(Locale.ROOT);
            return !lower.equals(caller.origin()) && !allowed.contains(lower);
        }
        String site = headers.get("sec-fetch-site");
        return site != null && !site.equals("same-origin") && !site.equals("none") && !visit(request);
    }

    /// Somebody followed a link that stands elsewhere, such as in a mail: the page opens before their own eyes, and the
    /// other site never sees it.
    private static boolean visit(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return SAFE.contains(request.method())
                && "navigate".equals(headers.get("sec-fetch-mode"))
                && "document".equals(headers.get("sec-fetch-dest"));
    }

    /// True when the request must not reach a route.
    boolean refuses(Caller caller, HttpServerRequest request) {
        if (!caller.foreign() || open(request.path())) return false;
        return !SAFE.contains(request.method()) || request.headers().contains("upgrade");
    }

    private boolean open(@Nullable String path) {
        if (path == null) return false;
        for (String prefix : openPaths) {
            if (path.startsWith(prefix)) return true;
        }
        return false;
    }

    private static String originOf(URI url) {
        String scheme = url.getScheme();
        String host = url.getHost();
        if (scheme == null || host == null)
            throw new IllegalArgumentException(
                    "\"" + url + "\" is not the address of a site, such as https://example.org");
        boolean implied = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return (scheme + "://" + host + (implied ? "" : ":" + url.getPort())).toLowerCase(Locale.ROOT);
    }
}
