package footlight.platform.key;

import footlight.platform.access.Scope;
import footlight.platform.api.OneLine;
import footlight.platform.api.Sites;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A new key as it comes in, already fitting the API document.
record KeyForm(JsonObject json) {
    /// @throws footlight.front.Refusal when an origin is none
    ApiKeys.Wish wish() {
        return new ApiKeys.Wish(OneLine.of("name", json.getString("name")), scopes(), origins(), expiresAt());
    }

    private Set<Scope> scopes() {
        return json.getJsonArray("scopes").stream()
                .map(word -> Scope.of(word.toString()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> origins() {
        Set<String> origins = new LinkedHashSet<>();
        JsonArray said = json.getJsonArray("origins", new JsonArray());
        for (int i = 0; i < said.size(); i++) origins.add(Sites.origin("origins." + i, said.getString(i)));
        return Set.copyOf(origins);
    }

    private @Nullable Instant expiresAt() {
        String time = json.getString("expiresAt");
        return time == null ? null : OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
