package footlight.platform.team;

import footlight.platform.access.Role;
import footlight.platform.picture.Avatars;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who runs a channel.
///
/// @param avatar the name of their picture; null for none
record Member(String accountId, String name, @Nullable String avatar, String email, Role role, Instant joinedAt) {
    /// @param withEmail addresses are for who looks after the team
    JsonObject json(boolean withEmail) {
        return new JsonObject()
                .put("accountId", accountId)
                .put("name", name)
                .put("avatarThumbnailUrl", Avatars.thumbnailUrl(avatar))
                .put("email", withEmail ? email : null)
                .put("role", role.word())
                .put("joinedAt", joinedAt.toString());
    }

    @Override
    public String toString() {
        return "Member[" + accountId + " " + role + "]";
    }
}
