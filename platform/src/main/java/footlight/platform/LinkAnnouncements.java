package footlight.platform;

import footlight.front.link.PageLink;
import footlight.platform.show.Announcements;
import io.vertx.core.json.JsonObject;

/// Shows' news over the pages' live connection.
record LinkAnnouncements(PageLink link) implements Announcements {
    @Override
    public void tell(String topic, JsonObject event) {
        link.publish(topic, event.encode());
    }

    @Override
    public void tellLatest(String topic, JsonObject event) {
        link.publishLatest(topic, event.getString("type"), event.encode());
    }

    @Override
    public int listeners(String topic) {
        return link.listeners(topic);
    }
}
