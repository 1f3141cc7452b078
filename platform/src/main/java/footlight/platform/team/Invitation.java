package footlight.platform.team;

import footlight.platform.access.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody was asked to join a channel's team.
///
/// @param email where it was sent; in lower case
/// @param invitedBy the name of who did; null for who runs the server, for a program, and for who is gone
record Invitation(
        String id,
        String channelId,
        String email,
        Role role,
        @Nullable String invitedBy,
        Instant createdAt,
        Instant expiresAt) {
    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("email", email)
                .put("role", role.word())
                .put("createdAt", createdAt.toString())
                .put("expiresAt", expiresAt.toString());
    }

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
