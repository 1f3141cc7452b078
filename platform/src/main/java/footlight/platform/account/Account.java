package footlight.platform.account;

import io.vertx.core.json.JsonObject;

/// A person who signs in.
///
/// @param email in lower case
/// @param role on this server: `admin` or `member`
public record Account(String id, String email, String name, String passwordHash, String role) {
    /// Whether this person runs the server.
    public boolean admin() {
        return role.equals("admin");
    }

    public JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("email", email)
                .put("role", role);
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
