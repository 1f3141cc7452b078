package footlight.platform.admin;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account as who runs the server sees it.
///
/// @param seenAt when one of its sessions was used last; null when none is open
record AdminAccount(
        String id,
        String email,
        String name,
        String role,
        boolean verified,
        boolean disabled,
        Instant createdAt,
        @Nullable Instant seenAt) {
    boolean admin() {
        return role.equals("admin");
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("email", email)
                .put("name", name)
                .put("role", role)
                .put("verified", verified)
                .put("disabled", disabled)
                .put("createdAt", createdAt.toString())
                .put("seenAt", seenAt == null ? null : seenAt.toString());
    }

    @Override
    public String toString() {
        return "AdminAccount[" + id + "]";
    }
}
