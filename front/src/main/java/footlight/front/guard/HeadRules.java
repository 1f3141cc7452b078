package footlight.front.guard;

import footlight.front.net.Authority;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/// What an HTTP/1 head must hold to beyond its grammar. Source: RFC 9112, sections 3.2, 6.1 and 6.3.
final class HeadRules {
    private HeadRules() {}

    /// Says in one sentence what is wrong; empty when nothing is.
    static Optional<String> broken(HttpRequest request) {
        boolean http11 = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!http11 && !request.protocolVersion().equals(HttpVersion.HTTP_1_0))
            return Optional.of("This port speaks HTTP/1.1, HTTP/1.0 and, over TLS, HTTP/2.");

        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!codings.isEmpty()) {
            if (!http11) return Optional.of("HTTP/1.0 has no Transfer-Encoding.");
            if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked"))
                return Optional.of("The only Transfer-Encoding taken is a single \"chunked\".");
            if (!lengths.isEmpty())
                return Optional.of("A request has a Content-Length or a Transfer-Encoding, not both.");
        }
        if (lengths.size() > 1) return Optional.of("A request has one Content-Length.");

        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) return Optional.of("A request has one Host.");
        if (hosts.isEmpty()) return http11 ? Optional.of("An HTTP/1.1 request needs a Host.") : Optional.empty();
        if (Authority.clean(hosts.getFirst(), "http").isEmpty())
            return Optional.of("The Host is not a name or address with an optional port.");
        return Optional.empty();
    }
}
