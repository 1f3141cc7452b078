package footlight.platform.show;

import io.vertx.core.json.JsonObject;

/// Where a show tells pages what happens. Any thread, never blocks.
public interface Announcements {
    void tell(String topic, JsonObject event);

    /// Like `tell`, but a page that is behind needs only the latest event of this type.
    void tellLatest(String topic, JsonObject event);

    /// Pages that listen to this topic now.
    int listeners(String topic);
}
