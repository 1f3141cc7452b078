package footlight.front;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a request was not answered as asked, for a program (`code`, stable) and for a person (`title` and `detail`,
/// plain sentences). Source: RFC 9457; `type` is `urn:footlight:problem:` and the code.
///
/// @param code lower case and dashes, such as `show-not-found`; never changes its meaning
/// @param more members beside the standard ones; values as JSON has them
public record Problem(
        int status, String code, String title, @Nullable String detail, Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = Map.copyOf(more);
    }

    public Problem(int status, String code, String title) {
        this(status, code, title, null, Map.of());
    }

    public Problem(int status, String code, String title, @Nullable String detail) {
        this(status, code, title, detail, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(member, value);
        return new Problem(status, code, title, detail, members);
    }

    public Buffer json() {
        JsonObject json = new JsonObject()
                .put("type", "urn:footlight:problem:" + code)
                .put("title", title)
                .put("status", status);
        if (detail != null) json.put("detail", detail);
        json.put("code", code);
        more.forEach(json::put);
        return json.toBuffer();
    }

    /// Answers with this problem unless an answer is already under way. On the request's event loop.
    public void send(RoutingContext ctx) {
        send(ctx.response());
    }

    public void send(HttpServerResponse response) {
        if (response.headWritten() || response.ended() || response.closed()) return;
        response.setStatusCode(status)
                .putHeader("content-type", MEDIA_TYPE)
                .putHeader("cache-control", "no-store")
                .end(json());
    }
}
