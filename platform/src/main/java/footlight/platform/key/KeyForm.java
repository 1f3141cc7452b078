package footlight.platform.key;

import footlight.platform.access.Scope;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Locale;
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
        for (int i = 0; i < said.size(); i++) origins.add(origin("origins." + i, said.getString(i)));
        return Set.copyOf(origins);
    }

    private @Nullable Instant expiresAt() {
        String time = json.getString("expiresAt");
        return time == null ? null : OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// As browsers write it: scheme, host, and the port unless it is the scheme's own. Source: RFC 6454, 6.2.
    private static String origin(String field, String typed) {
        try {
            URI uri = new URI(typed.toLowerCase(Locale.ROOT));
            String scheme = uri.getScheme();
            String host = uri.getHost();
            boolean bare = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (bare && host != null && ("https".equals(scheme) || "http".equals(scheme))) {
                boolean implied = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
                return scheme + "://" + host + (implied ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException noAddress) {
            // The same answer as for any other text that is no site.
        }
        throw Refusals.invalid(field, "must be a site such as https://shop.example");
    }
}
