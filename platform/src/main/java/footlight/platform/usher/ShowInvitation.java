package footlight.platform.usher;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link that lets people in to a show.
///
/// @param mostUses null for as many as come
/// @param expiresAt until when the link can be opened; null for no such time
record ShowInvitation(
        String id,
        String showId,
        String label,
        @Nullable Integer mostUses,
        int uses,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    boolean over(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    boolean usedUp() {
        return mostUses != null && uses >= mostUses;
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("label", label)
                .put("mostUses", mostUses)
                .put("uses", uses)
                .put("createdAt", createdAt.toString())
                .put("expiresAt", expiresAt == null ? null : expiresAt.toString());
    }
}
