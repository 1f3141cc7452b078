package footlight.engine.hls;

import footlight.front.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/// What stands before playlists and media: leave for any site's player to read them (the play gate
/// decides who may, not the browser), and what caches may do.
final class HlsHead {
    /// Asked again each time; who has it already is told so.
    static final String ASK_AGAIN = "no-cache";

    /// The same for what was let in by a pass, which no cache may keep for others.
    static final String ASK_AGAIN_OWN = "private, no-cache";

    /// A list that has what was asked for stays the answer to that question; caches may spare the server a crowd.
    static final String A_MOMENT = "public, max-age=1";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String FOR_EVER_OWN = "private, max-age=31536000, immutable";

    private HlsHead() {}

    /// Takes off what only pages need, which would be a good part of a short answer.
    static HttpServerResponse permit(HttpServerResponse response) {
        response.headers().clear();
        return response.putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Expose-Headers", "Content-Length, Content-Range, Date, ETag")
                .putHeader("Timing-Allow-Origin", "*")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    static void preflight(HttpServerResponse response) {
        permit(response)
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .putHeader("Access-Control-Allow-Headers", "Range, If-None-Match, Authorization")
                .putHeader("Access-Control-Max-Age", "86400")
                .setStatusCode(204)
                .end();
    }

    /// What was let in by a pass is for nobody else.
    static String forEver(boolean anybody) {
        return anybody ? FOR_EVER : FOR_EVER_OWN;
    }

    static void refuse(RoutingContext ctx, Problem problem) {
        if (ctx.response().headWritten() || ctx.response().closed()) return;
        HttpServerResponse response = permit(ctx.response());
        if (problem.equals(HlsRoutes.NO_PICTURE) || problem.status() == 503) response.putHeader("Retry-After", "2");
        problem.send(ctx);
    }
}
