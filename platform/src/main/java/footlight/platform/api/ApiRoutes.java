package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.api.Operation.Parameter;
import footlight.platform.store.Database;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API's routes: for each operation of the document its handler, behind the same checks in the same order: who
/// asks, may anybody ask, is it the page itself that asks (CSRF), does the request fit the document.
public final class ApiRoutes implements Mount {
    private static final Logger log = LoggerFactory.getLogger(ApiRoutes.class);
    private static final int JSON_BYTES = 64 * 1024;
    private static final int IMAGE_BYTES = 10 * 1024 * 1024;

    private final ApiDocument document;
    private final Business business;
    private final WhoAsks whoAsks;
    private final Map<String, ApiHandler> handlers = new LinkedHashMap<>();

    public ApiRoutes(ApiDocument document, Business business, WhoAsks whoAsks) {
        this.document = document;
        this.business = business;
        this.whoAsks = whoAsks;
    }

    /// Says what the operation of this id does. Before `mount`.
    public ApiRoutes on(String operationId, ApiHandler handler) {
        handlers.put(document.operation(operationId).id(), handler);
        return this;
    }

    /// @throws IllegalStateException when an operation of the document has no handler
    @Override
    public void mount(Router router) {
        byte[] json = document.json();
        router.get(ApiDocument.PREFIX + "/openapi.json").handler(ctx -> ctx.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-cache")
                .putHeader("access-control-allow-origin", "*")
                .end(io.vertx.core.buffer.Buffer.buffer(json)));
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        methods.computeIfAbsent(ApiDocument.PREFIX + "/openapi.json", _ -> new TreeSet<>())
                .add("GET");
        for (Operation operation : document.operations()) {
            ApiHandler handler = handlers.get(operation.id());
            if (handler == null) throw new IllegalStateException("nothing does the operation " + operation.id());
            methods.computeIfAbsent(operation.routePath(), _ -> new TreeSet<>()).add(operation.method());
            int bodyBytes = operation.id().equals("putCover") ? IMAGE_BYTES : JSON_BYTES;
            router.route(HttpMethod.valueOf(operation.method()), operation.routePath())
                    .handler(business.on(bodyBytes, request -> answer(operation, handler, request)));
        }
        methods.forEach((path, allowed) -> router.route(path).handler(ctx -> wrongMethod(ctx, allowed)));
        router.route(ApiDocument.PREFIX + "/*").handler(ApiRoutes::unknown);
        router.route(ApiDocument.PREFIX).handler(ApiRoutes::unknown);
    }

    private Answer answer(Operation operation, ApiHandler handler, BusinessRequest request) throws Exception {
        try {
            operation.checkParameters(parameter -> said(request, parameter, true));
            Asker asker = whoAsks.of(request);
            if (operation.needsSomebody() && asker instanceof Asker.Nobody) throw Refusals.signInFirst();
            if (operation.unsafe()) checkCsrf(asker, request);
            operation.checkParameters(parameter -> said(request, parameter, false));
            return handler.handle(
                    new ApiRequest(request, asker, operation.checkedBody(request.body(), request.mediaType())));
        } catch (Refusal refusal) {
            return refused(refusal.problem());
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
            log.debug("the database is away: {}", failure.getMessage());
            return refused(new Problem(
                            503,
                            "unavailable",
                            "Not available now",
                            "The database does not answer. Try again in a moment.")
                    .with("retryAfterSeconds", 5L));
        }
    }

    /// Path parts are looked at first, with everything else taken as absent.
    private static Optional<String> said(BusinessRequest request, Parameter parameter, boolean pathOnly) {
        if (parameter.in().equals("path")) return Optional.of(request.pathPart(parameter.name()));
        if (pathOnly) return Optional.empty();
        return parameter.in().equals("query") ? request.query(parameter.name()) : request.header(parameter.name());
    }

    /// A cookie comes along by itself; only our own page knows the session's token.
    private static void checkCsrf(Asker asker, BusinessRequest request) {
        if (!(asker instanceof Asker.Person person)) return;
        String token = request.header("x-csrf-token").orElse("");
        if (request.caller().foreign() || !footlight.platform.secret.Digests.same(token, person.csrfToken()))
            throw Refusals.csrfTokenWrong();
    }

    private static Answer refused(Problem problem) {
        Answer answer = Answer.problem(problem);
        Object wait = problem.more().get("retryAfterSeconds");
        return wait == null ? answer : answer.with("retry-after", wait.toString());
    }

    private static void wrongMethod(RoutingContext ctx, Set<String> allowed) {
        ctx.response().putHeader("allow", String.join(", ", allowed));
        new Problem(
                        405,
                        "method-not-allowed",
                        "This address does not take that method",
                        "It takes " + String.join(", ", allowed) + ".")
                .send(ctx);
    }

    private static void unknown(RoutingContext ctx) {
        new Problem(404, "not-found", "Not found", "The API has nothing at this address.").send(ctx);
    }
}
