package footlight.front;

import footlight.front.guard.RequestRate;
import footlight.front.net.TrustedProxies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The first handler of every request: who is it, are they too fast, may they from where they are. On each event loop.
final class Doorstep implements Handler<RoutingContext> {
    private static final String API = "/api/";
    private static final Problem BAD_HOST = new Problem(
            400,
            "bad-host",
            "The Host of this request cannot be used",
            "A Host is a name or address, with or without a port.");
    private static final Problem FOREIGN = new Problem(
            403,
            "foreign-origin",
            "Another site's page may not do this here",
            "The request came from a page of another site. Open this server's own page, or have its operator allow that site.");

    private final TrustedProxies proxies;
    private final OriginRule origins;
    private final RequestRate rate;
    private final SecurityHeaders headers;
    private final boolean freeLoopback;
    private final RequestCounts counts;

    Doorstep(FrontSettings settings, OriginRule origins, RequestCounts counts) {
        this.counts = counts;
        this.proxies = settings.proxies();
        this.origins = origins;
        this.rate = new RequestRate(
                settings.limits().requests().perSecond(),
                settings.limits().requests().burst());
        this.headers = new SecurityHeaders(settings.publicUrl());
        this.freeLoopback = settings.limits().connections().freeLoopback();
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        counts.begin(ctx);
        // Media is asked for too often to be named; who answers from business code names the rest.
        String path = request.path();
        if (path != null && path.startsWith(API)) RequestId.of(ctx);
        Optional<Caller> read = Caller.read(request, proxies, origins);
        if (read.isEmpty()) {
            BAD_HOST.send(ctx);
            return;
        }
        Caller caller = read.get();
        caller.keepIn(ctx);
        headers.putOn(ctx.response().headers(), caller);
        long waitNanos = wait(caller);
        if (waitNanos > 0) tooMany(ctx, waitNanos);
        else if (origins.refuses(caller, request)) FOREIGN.send(ctx);
        else ctx.next();
    }

    private long wait(Caller caller) {
        if (freeLoopback && caller.address().isLoopbackAddress()) return 0;
        return rate.take(caller.address(), System.nanoTime());
    }

    private static void tooMany(RoutingContext ctx, long waitNanos) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos) + 1);
        ctx.response().putHeader("retry-after", Long.toString(seconds));
        new Problem(
                        429,
                        "too-many-requests",
                        "Too many requests came from your address",
                        "Wait a moment and try again.")
                .with("retryAfterSeconds", seconds)
                .send(ctx);
    }
}
