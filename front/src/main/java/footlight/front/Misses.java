package footlight.front;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers for requests that no route answered, as problems.
final class Misses {
    private static final Logger log = LoggerFactory.getLogger(Misses.class);
    private static final Pattern PLACEHOLDER = Pattern.compile(":[A-Za-z0-9_]+");

    private Misses() {}

    static void answerOn(Router router) {
        router.errorHandler(
                400,
                ctx -> send(
                        ctx,
                        400,
                        "bad-request",
                        "This is not a request we can read",
                        "The address or a header is not written as HTTP has it. Write it anew, or try another client."));
        router.errorHandler(
                404,
                ctx -> send(
                        ctx,
                        404,
                        "not-found",
                        "There is nothing at this address",
                        "Look for a slip in the address, or begin at the start page."));
        router.errorHandler(405, ctx -> {
            String methods = String.join(", ", methodsAt(ctx.request().path(), router));
            ctx.response().putHeader("allow", methods);
            send(
                    ctx,
                    405,
                    "method-not-allowed",
                    "This address does not take that method",
                    methods.isEmpty() ? "Use another method." : "It takes " + methods + ".");
        });
        router.errorHandler(
                406,
                ctx -> send(
                        ctx,
                        406,
                        "not-acceptable",
                        "There is no answer of the kind you accept",
                        "Leave the Accept header out, or accept */*."));
        router.errorHandler(
                413,
                ctx -> send(ctx, 413, "body-too-large", "The body is too large", "Send less at once to this address."));
        router.errorHandler(
                415,
                ctx -> send(
                        ctx,
                        415,
                        "unsupported-media-type",
                        "This address does not take such a body",
                        "Say with the Content-Type header what the body is, as the API's document has it."));
        router.errorHandler(500, Misses::fault);
    }

    /// Vert.x knows them, but tells them only to its own answer, which has no body.
    private static Set<String> methodsAt(String path, Router router) {
        Set<String> names = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() == null || route.getPath() == null || !matches(route, path)) continue;
            for (HttpMethod method : route.methods()) names.add(method.name());
        }
        return names;
    }

    private static boolean matches(Route route, String path) {
        String place = PLACEHOLDER.matcher(route.getPath()).replaceAll("\0");
        String regex = Pattern.quote(place).replace("\0", "\\E[^/]+\\Q");
        return path.matches(route.isExactPath() ? regex + "/?" : regex + ".*");
    }

    private static void send(RoutingContext ctx, int status, String code, String title, String detail) {
        new Problem(status, code, title, detail).send(ctx);
    }

    private static void fault(RoutingContext ctx) {
        if (ctx.failure() instanceof Refusal refusal) {
            refusal.problem().send(ctx);
            return;
        }
        log.error(
                "fault at {} {}",
                ctx.request().method(),
                LogPath.of(ctx.request().path()),
                ctx.failure());
        send(
                ctx,
                500,
                "internal-error",
                "Something went wrong on our side",
                "Try again in a moment. The server's log has the reason, beside this answer's X-Request-Id.");
    }
}
