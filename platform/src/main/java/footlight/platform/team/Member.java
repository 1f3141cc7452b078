package footlight.platform.team;

import footlight.platform.access.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/// Somebody who runs a channel.
record Member(String accountId, String name, String email, Role role, Instant joinedAt) {
    /// @param withEmail addresses are for who looks after the team
    JsonObject json(boolean withEmail) {
        return new JsonObject()
                .put("accountId", accountId)
                .put("name", name)
                .put("email", withEmail ? email : null)
                .put("role", role.word())
                .put("joinedAt", joinedAt.toString());
    }

    @Override
    public String toString() {
        return "Member[" + accountId + " " + role + "]";
    }
}
