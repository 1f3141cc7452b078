package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.BusinessRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Pages of other sites: they act here by a key that names their site, and by nothing else. Cookies never count for
/// them. Source: Fetch, "HTTP-access control checks".
final class CrossOrigin {
    private static final String ASK_HEADERS = "authorization, content-type, idempotency-key, if-match, x-request-id";
    private static final String SHOW_HEADERS =
            "etag, location, retry-after, ratelimit, ratelimit-policy, x-request-id," + " idempotency-replayed";
    private static final String MAX_AGE_SECONDS = "600";

    private final Origins origins;

    CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    /// @throws footlight.front.Refusal when a page of another site asks for more than it may
    void check(Asker asker, BusinessRequest request, boolean unsafe) {
        if (!request.caller().foreign()) return;
        if (asker instanceof Asker.Key key) {
            if (origin(request).filter(key.origins()::contains).isEmpty()) throw Refusals.originNotAllowed();
        } else if (unsafe) throw Refusals.foreignOrigin();
    }

    /// Lets the page see the answer, where its key names its site.
    Answer shown(Asker asker, BusinessRequest request, Answer answer) {
        if (!(asker instanceof Asker.Key key)) return answer;
        Optional<String> origin = origin(request).filter(key.origins()::contains);
        if (origin.isEmpty()) return answer;
        return answer.with("access-control-allow-origin", origin.get())
                .with("access-control-expose-headers", SHOW_HEADERS)
                .with("vary", "origin");
    }

    /// What a browser asks before it lets a page ask. The key does not come along yet: the site has to be one of any
    /// key.
    Answer preflight(BusinessRequest request, Set<String> methods) {
        String allowed = String.join(", ", new TreeSet<>(methods));
        boolean asks = request.header("access-control-request-method").isPresent();
        Optional<String> origin = origin(request);
        if (!asks || origin.isEmpty()) return Answer.empty(204).with("allow", allowed);
        if (!origins.known(origin.get())) throw Refusals.originNotAllowed();
        return Answer.empty(204)
                .with("access-control-allow-origin", origin.get())
                .with("access-control-allow-methods", allowed)
                .with("access-control-allow-headers", ASK_HEADERS)
                .with("access-control-max-age", MAX_AGE_SECONDS)
                .with("vary", "origin");
    }

    private static Optional<String> origin(BusinessRequest request) {
        return request.header("origin").map(said -> said.toLowerCase(Locale.ROOT));
    }
}
