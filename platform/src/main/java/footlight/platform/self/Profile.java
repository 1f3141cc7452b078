package footlight.platform.self;

import footlight.platform.picture.Avatars;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account as its owner sees it.
///
/// @param email empty for who came by a site that tells none
/// @param newEmail one that waits for its letter's link
/// @param language a BCP 47 tag; null for the browser's
/// @param timeZone an IANA name; null when nobody said
/// @param avatar the name of the picture
record Profile(
        String id,
        String name,
        String email,
        @Nullable String newEmail,
        String role,
        boolean verified,
        boolean hasPassword,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String avatar,
        Instant createdAt) {
    /// What the document calls an OwnAccount.
    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("email", email)
                .put("newEmail", newEmail)
                .put("role", role)
                .put("verified", verified)
                .put("hasPassword", hasPassword)
                .put("language", language)
                .put("timeZone", timeZone)
                .put("avatarUrl", Avatars.url(avatar))
                .put("avatarThumbnailUrl", Avatars.thumbnailUrl(avatar))
                .put("createdAt", createdAt.toString());
    }

    @Override
    public String toString() {
        return "Profile[" + id + "]";
    }
}
