package footlight.front;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A name for one request, which stands on its answer and in every line that is logged for it: the client's own, where
/// it sent a fitting one in `X-Request-Id`, else one by chance. No secret, and not to be trusted to be the only one.
final class RequestId {
    static final String HEADER = "x-request-id";

    private static final String KEY = RequestId.class.getName();
    /// Nothing that could end a line or be taken for another part of one.
    private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    /// The request's name, which from now on stands on its answer.
    static String of(RoutingContext ctx) {
        String before = ctx.get(KEY);
        if (before != null) return before;
        String id = chosen(ctx.request().getHeader(HEADER));
        ctx.put(KEY, id);
        putOn(ctx.response(), id);
        return id;
    }

    static void putOn(HttpServerResponse response, String id) {
        if (!response.headWritten() && !response.ended() && !response.closed()) response.putHeader(HEADER, id);
    }

    static String byChance() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong());
    }

    private static String chosen(@Nullable String said) {
        return said != null && FITTING.matcher(said).matches() ? said : byChance();
    }
}
