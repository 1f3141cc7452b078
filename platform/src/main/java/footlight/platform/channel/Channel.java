package footlight.platform.channel;

import io.vertx.core.json.JsonObject;

/// A creator's home.
///
/// @param handle its name in addresses
public record Channel(String id, String name, String handle) {
    public JsonObject json() {
        return new JsonObject().put("id", id).put("name", name).put("handle", handle);
    }
}
