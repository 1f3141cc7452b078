package footlight.platform.show;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/// An encoder that was not let in, for the studio.
///
/// @param from network address
/// @param reason one plain sentence
/// @param count how often it tried, as far as tries are told as one
public record RefusedEncoder(Instant at, String from, Kind kind, String reason, int count) {
    public enum Kind {
        SECOND_ENCODER,
        KEY_ROTATED,
        KEY_REVOKED,
        ADDRESS_NOT_ALLOWED,
        SHOW_ENDED,
        SHOW_CANCELLED,
        MEDIA,
        /// Belongs to no show, so that every studio which waits for an encoder hears of it.
        UNKNOWN_KEY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("at", at.toString())
                .put("from", from)
                .put("code", kind.word())
                .put("reason", reason)
                .put("count", count);
    }
}
