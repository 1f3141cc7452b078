package footlight.platform.embed;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose pages may hold a player.
///
/// @param origins of these sites alone; null for any
/// @param inherited whether nothing was said here, so that the channel's rule holds, or any may
record EmbedRule(@Nullable List<String> origins, boolean inherited) {
    static final EmbedRule ANY = new EmbedRule(null, true);

    JsonObject json() {
        return new JsonObject()
                .put("origins", origins == null ? null : new JsonArray(origins))
                .put("inherited", inherited);
    }

    /// For the header `Content-Security-Policy`. Our own pages always may.
    String frameAncestors() {
        if (origins == null) return "*";
        return origins.isEmpty() ? "'self'" : "'self' " + String.join(" ", origins);
    }
}
