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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API's routes: for each operation of the document its handler, behind the same checks in the same order: who
/// asks and how often, may anybody ask, is it the page itself that asks (CSRF), does the request fit the document.
public final class ApiRoutes implements Mount {
    private static final Logger log = LoggerFactory.getLogger(ApiRoutes.class);
    private static final int JSON_BYTES = 64 * 1024;
    private static final int IMAGE_BYTES = 10 * 1024 * 1024;

    private final ApiDocument document;
    private final Business business;
    private final WhoAsks whoAsks;
    private final CrossOrigin crossOrigin;
    private final Rates rates;
    private final Once once;
    private final Map<String, ApiHandler> handlers = new LinkedHashMap<>();

    public ApiRoutes(
            ApiDocument document, Business business, WhoAsks whoAsks, Origins origins, Rates rates, Once once) {
        this.document = document;
        this.business = business;
        this.whoAsks = whoAsks;
        this.crossOrigin = new CrossOrigin(origins);
        this.rates = rates;
        this.once = once;
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
        String documentPath = ApiDocument.PREFIX + "/openapi.json";
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD))
            router.route(method, documentPath).handler(ctx -> ctx.response()
                    .putHeader("content-type", "application/json")
                    .putHeader("cache-control", "no-cache")
                    .putHeader("access-control-allow-origin", "*")
                    .end(io.vertx.core.buffer.Buffer.buffer(json)));
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        methods.put(documentPath, new TreeSet<>(Set.of("GET", "HEAD", "OPTIONS")));
        for (Operation operation : document.operations()) {
            ApiHandler handler = handlers.get(operation.id());
            if (handler == null) throw new IllegalStateException("nothing does the operation " + operation.id());
            String path = operation.routePath();
            Set<String> here = methods.computeIfAbsent(path, _ -> new TreeSet<>(Set.of("OPTIONS")));
            here.add(operation.method());
            int bodyBytes = operation.takesImage() ? IMAGE_BYTES : JSON_BYTES;
            var answering = business.on(bodyBytes, request -> answer(operation, handler, request));
            router.route(HttpMethod.valueOf(operation.method()), path).handler(answering);
            if (operation.unsafe()) continue;
            here.add("HEAD");
            router.route(HttpMethod.HEAD, path).handler(answering);
        }
        methods.forEach((path, allowed) -> {
            router.route(HttpMethod.OPTIONS, path).handler(business.on(0, request -> preflight(request, allowed)));
            router.route(path).handler(ctx -> wrongMethod(ctx, allowed));
        });
        router.route(ApiDocument.PREFIX + "/*").handler(ApiRoutes::unknown);
        router.route(ApiDocument.PREFIX).handler(ApiRoutes::unknown);
    }

    /// Their pages come with a key, and are looked at here.
    @Override
    public List<String> openToOtherSites() {
        return List.of(ApiDocument.PREFIX + "/");
    }

    private Answer preflight(BusinessRequest request, Set<String> allowed) {
        try {
            return crossOrigin.preflight(request, allowed);
        } catch (JdbiException failure) {
            return away(failure);
        }
    }

    private Answer answer(Operation operation, ApiHandler handler, BusinessRequest request) throws Exception {
        Asker asker = new Asker.Nobody();
        Rates.Taken taken = null;
        Answer answer;
        try {
            operation.checkParameters(parameter -> said(request, parameter, true));
            asker = whoAsks.of(request);
            taken = rates.take(asker, request.caller().address());
            if (taken.tooMany()) throw Refusals.tooManyRequests(taken.resetSeconds());
            answer = answer(operation, handler, request, asker);
        } catch (Refusal refusal) {
            // Whoever tries one token after the other counts too.
            if (taken == null) taken = rates.take(asker, request.caller().address());
            answer = Answer.problem(refusal.problem());
        } catch (JdbiException failure) {
            answer = away(failure);
        }
        return crossOrigin.shown(asker, request, taken == null ? answer : taken.on(answer));
    }

    private Answer answer(Operation operation, ApiHandler handler, BusinessRequest request, Asker asker)
            throws Exception {
        crossOrigin.check(asker, request, operation.unsafe());
        if (operation.needsSomebody() && asker instanceof Asker.Nobody) throw Refusals.signInFirst();
        if (operation.unsafe()) checkCsrf(asker, request);
        operation.checkQuery(request.queries());
        operation.checkParameters(parameter -> said(request, parameter, false));
        ApiRequest asked = new ApiRequest(request, asker, operation.checkedBody(request.body(), request.mediaType()));
        Optional<String> name = operation.once() ? request.header("idempotency-key") : Optional.empty();
        if (name.isEmpty() || asker instanceof Asker.Nobody) return Whence.known(request, () -> handler.handle(asked));
        Asker theirs = asker;
        return Whence.known(request, () -> once.answer(theirs, name.get(), request, () -> handler.handle(asked)));
    }

    private static Answer away(JdbiException failure) {
        if (!Database.away(failure)) throw failure;
        log.debug("the database is away: {}", failure.getMessage());
        return Answer.problem(new Problem(
                        503, "unavailable", "Not available now", "The database does not answer. Try again in a moment.")
                .with("retryAfterSeconds", 5L));
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
