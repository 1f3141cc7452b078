package footlight.platform.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One event for one webhook, or a test.
///
/// @param seq its place in the log
/// @param failures in a row, since it was last begun
/// @param nextAt when it is tried, while it waits
/// @param last the latest attempt
record Delivery(
        String id,
        long seq,
        String webhookId,
        String kind,
        @Nullable String showId,
        String body,
        State state,
        int attempts,
        int failures,
        Instant nextAt,
        Instant createdAt,
        @Nullable Attempt last) {
    enum State {
        WAITING,
        DELIVERED,
        FAILED;

        /// As the API and the database write it.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("type", kind)
                .put("showId", showId)
                .put("state", state.word())
                .put("attempts", attempts)
                .put("nextAt", state == State.WAITING ? nextAt.toString() : null)
                .put("createdAt", createdAt.toString())
                .put("last", last == null ? null : last.json());
    }

    /// With what was sent, and what came each time.
    JsonObject json(List<Attempt> tries) {
        JsonArray all = new JsonArray();
        tries.forEach(attempt -> all.add(attempt.json()));
        return json().put("body", body).put("tries", all);
    }
}
