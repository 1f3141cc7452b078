package footlight.front;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers for requests that no route answered, as problems.
final class Misses {
    private static final Logger log = LoggerFactory.getLogger(Misses.class);

    private Misses() {}

    static void answerOn(Router router) {
        router.errorHandler(400, ctx -> send(ctx, 400, "bad-request", "This is not a request we can read"));
        router.errorHandler(404, ctx -> send(ctx, 404, "not-found", "There is nothing at this address"));
        router.errorHandler(405, ctx -> send(ctx, 405, "method-not-allowed", "This address does not take that method"));
        router.errorHandler(406, ctx -> send(ctx, 406, "not-acceptable", "There is no answer of the kind you accept"));
        router.errorHandler(413, ctx -> send(ctx, 413, "body-too-large", "The body is too large"));
        router.errorHandler(
                415, ctx -> send(ctx, 415, "unsupported-media-type", "This address does not take such a body"));
        router.errorHandler(500, Misses::fault);
    }

    private static void send(RoutingContext ctx, int status, String code, String title) {
        new Problem(status, code, title).send(ctx);
    }

    private static void fault(RoutingContext ctx) {
        if (ctx.failure() instanceof Refusal refusal) {
            refusal.problem().send(ctx);
            return;
        }
        log.error("fault at {} {}", ctx.request().method(), ctx.request().path(), ctx.failure());
        send(ctx, 500, "internal-error", "Something went wrong on our side");
    }
}
