package footlight.platform.account;

import footlight.platform.picture.Avatars;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person who signs in.
///
/// @param email in lower case; empty for who came by a site that tells none
/// @param passwordHash null for who signs in by a code or by another site's word
/// @param role on this server: `admin` or `member`
/// @param verifiedAt when the address was proved to be theirs; null while it was not
/// @param avatar the name of their picture; null for none
public record Account(
        String id,
        String email,
        String name,
        @Nullable String passwordHash,
        String role,
        @Nullable Instant verifiedAt,
        @Nullable String avatar) {
    /// One without a picture yet.
    public Account(
            String id,
            String email,
            String name,
            @Nullable String passwordHash,
            String role,
            @Nullable Instant verifiedAt) {
        this(id, email, name, passwordHash, role, verifiedAt, null);
    }

    /// Whether this person runs the server.
    public boolean admin() {
        return role.equals("admin");
    }

    /// Whether the address was proved to be theirs.
    public boolean verified() {
        return verifiedAt != null;
    }

    public JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("email", email)
                .put("role", role)
                .put("verified", verified())
                .put("avatarThumbnailUrl", Avatars.thumbnailUrl(avatar));
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
