package footlight.platform.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a channel's events are reported to; its secret is not here.
///
/// @param events those that are wanted; null for all
/// @param disabledReason null while enabled, and when it was switched off by hand
/// @param failingSince of the first delivery that failed, when none arrived since
/// @param afterNumber events with higher numbers are for it
record Webhook(
        String id,
        String channelId,
        String url,
        String description,
        @Nullable Set<String> events,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        @Nullable Instant oldSecretUntil,
        long afterNumber,
        Instant createdAt,
        Instant updatedAt) {
    /// It answered that there is nothing any more.
    static final String GONE = "gone";

    /// Nothing arrived for as long as a delivery is tried.
    static final String FAILING = "failing";

    boolean wants(String kind, long number) {
        return number > afterNumber && (events == null || events.contains(kind));
    }

    /// As somebody wants it now. Switched on, or at another address, it begins anew; what happened while it was off is
    /// not for it.
    ///
    /// @param latest the number of the newest event
    Webhook changed(WebhookForm form, long latest, Instant now) {
        String newUrl = form.url(url);
        boolean on = form.enabled(enabled);
        boolean switchedOn = on && !enabled;
        boolean anew = switchedOn || !newUrl.equals(url);
        return new Webhook(
                id,
                channelId,
                newUrl,
                form.description(description),
                form.events(events),
                on,
                on ? null : disabledReason,
                anew ? null : failingSince,
                oldSecretUntil,
                switchedOn ? latest : afterNumber,
                createdAt,
                now);
    }

    JsonObject json(Instant now) {
        return new JsonObject()
                .put("id", id)
                .put("url", url)
                .put("description", description)
                .put("events", events == null ? null : words(events))
                .put("enabled", enabled)
                .put("disabledReason", disabledReason)
                .put("failingSince", failingSince == null ? null : failingSince.toString())
                .put(
                        "oldSecretUntil",
                        oldSecretUntil == null || !oldSecretUntil.isAfter(now) ? null : oldSecretUntil.toString())
                .put("createdAt", createdAt.toString())
                .put("updatedAt", updatedAt.toString());
    }

    private static JsonArray words(Set<String> events) {
        JsonArray words = new JsonArray();
        events.stream().sorted().forEach(words::add);
        return words;
    }
}
