package footlight.platform.page;

import footlight.platform.channel.Channel;
import footlight.platform.show.EmbedCode;
import footlight.platform.show.Phase;
import footlight.platform.show.Show;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a show's page says of it to programs: where its player and calendar file are, and what it is in the words of
/// schema.org. Sources: oembed.com, 4; ogp.me; schema.org `BroadcastEvent`, `VideoObject`.
final class ShowCard {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private ShowCard() {}

    /// Further tags for the head, as HTML.
    ///
    /// @param image absolute; null when there is none
    static String tags(Show show, Channel channel, String origin, @Nullable String image) {
        StringBuilder tags = new StringBuilder();
        String page = origin + "/s/" + show.id();
        if (!show.visibility().equals("public")) {
            meta(tags, "name", "robots", "noindex");
            if (!show.visibility().equals("unlisted")) return tags.toString();
        }
        String player = EmbedCode.url(show, origin);
        String oembed = origin + "/oembed?url=" + URLEncoder.encode(page, StandardCharsets.UTF_8) + "&format=";
        link(tags, "application/json+oembed", oembed + "json", show.title());
        link(tags, "text/xml+oembed", oembed + "xml", show.title());
        if (show.startsAt() != null) link(tags, "text/calendar", page + ".ics", show.title());
        meta(tags, "property", "og:video", player);
        if (player.startsWith("https://")) meta(tags, "property", "og:video:secure_url", player);
        meta(tags, "property", "og:video:type", "text/html");
        meta(tags, "property", "og:video:width", Integer.toString(WIDTH));
        meta(tags, "property", "og:video:height", Integer.toString(HEIGHT));
        meta(tags, "name", "twitter:title", show.title());
        meta(tags, "name", "twitter:description", ShowWords.preview(show));
        if (image != null) meta(tags, "name", "twitter:image", image);
        // A player without TLS is taken by nobody.
        if (image != null && player.startsWith("https://")) {
            meta(tags, "name", "twitter:player", player);
            meta(tags, "name", "twitter:player:width", Integer.toString(WIDTH));
            meta(tags, "name", "twitter:player:height", Integer.toString(HEIGHT));
        }
        tags.append("    <script type=\"application/ld+json\">")
                .append(PageText.script(facts(show, channel, origin, image)))
                .append("</script>\n");
        return tags.toString();
    }

    private static JsonObject facts(Show show, Channel channel, String origin, @Nullable String image) {
        JsonArray graph = new JsonArray().add(event(show, channel, origin, image));
        if (show.startedAt() != null && image != null) graph.add(video(show, origin, image));
        return new JsonObject().put("@context", "https://schema.org").put("@graph", graph);
    }

    private static JsonObject event(Show show, Channel channel, String origin, @Nullable String image) {
        String page = origin + "/s/" + show.id();
        JsonObject event = new JsonObject()
                .put("@type", "BroadcastEvent")
                .put("@id", page + "#event")
                .put("name", show.title())
                .put("url", page)
                .put("isLiveBroadcast", true)
                .put("eventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode")
                .put("eventStatus", "https://schema.org/" + status(show))
                .put(
                        "location",
                        new JsonObject().put("@type", "VirtualLocation").put("url", page))
                .put(
                        "organizer",
                        new JsonObject()
                                .put("@type", "Organization")
                                .put("name", channel.name())
                                .put("url", origin + "/@" + channel.handle()));
        if (!show.description().isBlank()) event.put("description", show.description());
        if (image != null) event.put("image", image);
        Instant start = show.startsAt() == null ? show.startedAt() : show.startsAt();
        if (start != null) event.put("startDate", start.toString());
        if (show.endedAt() != null) event.put("endDate", show.endedAt().toString());
        return event;
    }

    private static String status(Show show) {
        return show.phase() == Phase.CANCELLED ? "EventCancelled" : "EventScheduled";
    }

    private static JsonObject video(Show show, String origin, String image) {
        JsonObject broadcast = new JsonObject()
                .put("@type", "BroadcastEvent")
                .put("isLiveBroadcast", true)
                .put("startDate", String.valueOf(show.startedAt()));
        if (show.endedAt() != null) broadcast.put("endDate", show.endedAt().toString());
        return new JsonObject()
                .put("@type", "VideoObject")
                .put("name", show.title())
                .put("description", ShowWords.preview(show))
                .put("thumbnailUrl", image)
                .put("uploadDate", String.valueOf(show.startedAt()))
                .put("embedUrl", EmbedCode.url(show, origin))
                .put("publication", broadcast);
    }

    private static void link(StringBuilder tags, String type, String href, String title) {
        tags.append("    <link rel=\"alternate\" type=\"")
                .append(type)
                .append("\" href=\"")
                .append(PageText.html(href))
                .append("\" title=\"")
                .append(PageText.html(title))
                .append("\" />\n");
    }

    private static void meta(StringBuilder tags, String attribute, String name, String content) {
        tags.append("    <meta ")
                .append(attribute)
                .append("=\"")
                .append(name)
                .append("\" content=\"")
                .append(PageText.html(content))
                .append("\" />\n");
    }
}
