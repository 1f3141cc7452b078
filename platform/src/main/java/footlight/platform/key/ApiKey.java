package footlight.platform.key;

import footlight.platform.access.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a key of the API; its secret is not.
///
/// @param makerId null when whoever runs the server made it
/// @param prefix how its secret begins
/// @param origins sites whose pages may use it
record ApiKey(
        String id,
        String channelId,
        @Nullable String makerId,
        String name,
        String prefix,
        Set<Scope> scopes,
        Set<String> origins,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    JsonObject json() {
        JsonArray words = new JsonArray();
        scopes.stream().sorted().map(Scope::word).forEach(words::add);
        JsonArray sites = new JsonArray();
        origins.stream().sorted().forEach(sites::add);
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("prefix", prefix)
                .put("scopes", words)
                .put("origins", sites)
                .put("makerId", makerId)
                .put("createdAt", createdAt.toString())
                .put("lastUsedAt", text(lastUsedAt))
                .put("expiresAt", text(expiresAt))
                .put("revokedAt", text(revokedAt));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
