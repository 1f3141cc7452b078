package footlight.platform.api;

import footlight.front.BusinessRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// A request that fits the document, from somebody who may use the operation at all.
///
/// @param body what came as JSON; empty when the operation takes none
public record ApiRequest(BusinessRequest http, Asker asker, JsonObject body) {
    public String pathPart(String name) {
        return http.pathPart(name);
    }

    public Optional<String> query(String name) {
        return http.query(name);
    }

    /// `limit`, or what the document says when it is absent.
    public int limit() {
        return http.query("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
    }

    private static final int DEFAULT_LIMIT = 24;
}
