package footlight.front;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request with its body read, as business code sees it. Belongs to the virtual thread that handles it.
public final class BusinessRequest {
    private final RoutingContext ctx;
    private final byte[] body;

    BusinessRequest(RoutingContext ctx, byte[] body) {
        this.ctx = ctx;
        this.body = body;
    }

    public Caller caller() {
        return Caller.of(ctx);
    }

    /// In capitals.
    public String method() {
        return ctx.request().method().name();
    }

    public String path() {
        String path = ctx.request().path();
        return path == null ? "/" : path;
    }

    /// The path with its query, as it came.
    public String uri() {
        return ctx.request().uri();
    }

    /// The part of the path that stands for `:name` in the route.
    ///
    /// @throws IllegalArgumentException when the route has no such part
    public String pathPart(String name) {
        String part = ctx.pathParam(name);
        if (part == null) throw new IllegalArgumentException("the route has no :" + name);
        return part;
    }

    /// The first value of a query parameter, decoded.
    ///
    /// @throws Refusal when the query cannot be decoded
    public Optional<String> query(String name) {
        return Optional.ofNullable(queries().get(name));
    }

    /// @throws Refusal when the query cannot be decoded
    public MultiMap queries() {
        try {
            return ctx.queryParams();
        } catch (HttpException undecodable) {
            throw new Refusal(new Problem(
                    400,
                    "bad-request",
                    "This is not a request we can read",
                    "A percent sign in the query is not followed by two hexadecimal digits."));
        }
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(ctx.request().getHeader(name));
    }

    public List<String> headers(String name) {
        return ctx.request().headers().getAll(name);
    }

    public Optional<String> cookie(String name) {
        Cookie cookie = ctx.request().getCookie(name);
        return Optional.ofNullable(cookie).map(Cookie::getValue);
    }

    /// The media type without its parameters, in lower case; null when none was said.
    public @Nullable String mediaType() {
        String type = ctx.request().getHeader("content-type");
        if (type == null) return null;
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(java.util.Locale.ROOT);
    }

    /// The whole body; empty when there was none. Not a copy.
    public byte[] body() {
        return body;
    }
}
