package footlight.front;

import footlight.front.net.Authority;
import footlight.front.net.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/// Who asks and by which door, with the word of trusted proxies already taken.
///
/// @param address the caller's own, not a proxy's
/// @param scheme `http` or `https` as the caller sees it
/// @param authority the host, and the port unless it is the scheme's own, in lower case; empty for HTTP/1.0 without one
/// @param foreign whether a page of another site sent this; a cookie then proves nothing
public record Caller(InetAddress address, String scheme, String authority, boolean foreign) {
    private static final String KEY = Caller.class.getName();

    public static Caller of(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.<Caller>get(KEY), "no Front in front of this router");
    }

    /// The address as text, or `-` for who could not be read.
    static String addressIn(RoutingContext ctx) {
        Caller caller = ctx.get(KEY);
        return caller == null ? "-" : caller.address.getHostAddress();
    }

    void keepIn(RoutingContext ctx) {
        ctx.put(KEY, this);
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /// Such as `https://example.org:8443`: what a page of this server has for its Origin.
    public String origin() {
        return scheme + "://" + authority;
    }

    /// Reads the caller from the request's socket and headers. Empty when the Host is not usable.
    static Optional<Caller> read(HttpServerRequest request, TrustedProxies proxies, OriginRule origins) {
        SocketAddress remote = request.remoteAddress();
        String literal = remote == null ? null : remote.hostAddress();
        if (literal == null) return Optional.empty();
        InetAddress peer = InetAddress.ofLiteral(literal);
        TrustedProxies.Believed believed = proxies.believe(peer, said(peer, proxies, request.headers()));
        String scheme = believed.scheme();
        if (scheme == null) scheme = request.isSSL() ? "https" : "http";
        Optional<String> authority =
                believed.host() == null ? authority(request, scheme) : Authority.clean(believed.host(), scheme);
        if (authority.isEmpty()) return Optional.empty();
        Caller own = new Caller(believed.address(), scheme, authority.get(), false);
        return Optional.of(
                origins.foreign(own, request) ? new Caller(own.address, own.scheme, own.authority, true) : own);
    }

    private static TrustedProxies.Said said(InetAddress peer, TrustedProxies proxies, MultiMap headers) {
        if (!proxies.trusts(peer)) return TrustedProxies.Said.NOTHING;
        return new TrustedProxies.Said(
                headers.getAll("x-forwarded-for"),
                headers.getAll("x-forwarded-proto"),
                headers.getAll("x-forwarded-host"),
                headers.getAll("forwarded"));
    }

    private static Optional<String> authority(HttpServerRequest request, String scheme) {
        HostAndPort said = request.authority();
        if (said == null) {
            boolean none = !request.headers().contains("host");
            return none ? Optional.of("") : Optional.empty();
        }
        return Authority.clean(said.port() > 0 ? said.host() + ":" + said.port() : said.host(), scheme);
    }
}
