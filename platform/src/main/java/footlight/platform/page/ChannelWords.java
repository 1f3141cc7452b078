package footlight.platform.page;

import footlight.platform.channel.Channel;
import footlight.platform.page.PageShell.Head;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel said in plain sentences, and as HTML for whoever has no script.
final class ChannelWords {
    private static final int NAMED = 3;

    private ChannelWords() {}

    /// @param shelves its public shows: `live`, `upcoming`, `past`
    static Head head(Channel channel, JsonObject shelves, String siteName, String origin) {
        String address = "/@" + channel.handle();
        String more = "    <link rel=\"alternate\" type=\"text/calendar\" href=\"" + address + ".ics\" title=\""
                + PageText.html(channel.name()) + "\" />\n";
        return new Head(
                channel.name() + " · " + siteName,
                preview(channel, shelves),
                siteName,
                origin + address,
                cover(shelves, origin),
                more);
    }

    /// What is on, else what comes, else what was.
    private static String preview(Channel channel, JsonObject shelves) {
        List<String> on = titles(shelves, "live");
        if (!on.isEmpty()) return "On now: " + String.join(", ", on) + ".";
        List<String> coming = titles(shelves, "upcoming");
        if (!coming.isEmpty()) return "Coming up: " + String.join(", ", coming) + ".";
        List<String> past = titles(shelves, "past");
        return past.isEmpty() ? "Live shows by " + channel.name() + "." : "Shows: " + String.join(", ", past) + ".";
    }

    private static List<String> titles(JsonObject shelves, String shelf) {
        return shows(shelves, shelf).stream()
                .limit(NAMED)
                .map(show -> show.getString("title"))
                .toList();
    }

    private static @Nullable String cover(JsonObject shelves, String origin) {
        for (String shelf : List.of("live", "upcoming", "past"))
            for (JsonObject show : shows(shelves, shelf)) {
                String path = show.getString("coverUrl");
                if (path != null) return origin + path;
            }
        return null;
    }

    static String html(Channel channel, JsonObject shelves) {
        StringBuilder html = new StringBuilder("<main class=\"plain\">\n<h1>")
                .append(PageText.html(channel.name()))
                .append("</h1>\n");
        shelf(html, "On now", shows(shelves, "live"));
        shelf(html, "Coming up", shows(shelves, "upcoming"));
        shelf(html, "Earlier", shows(shelves, "past"));
        return html.append("</main>").toString();
    }

    private static void shelf(StringBuilder html, String title, List<JsonObject> shows) {
        if (shows.isEmpty()) return;
        html.append("<h2>").append(title).append("</h2>\n<ul>\n");
        shows.forEach(show -> html.append("<li><a href=\"/s/")
                .append(show.getString("id"))
                .append("\">")
                .append(PageText.html(show.getString("title")))
                .append("</a></li>\n"));
        html.append("</ul>\n");
    }

    private static List<JsonObject> shows(JsonObject shelves, String shelf) {
        List<JsonObject> shows = new ArrayList<>();
        shelves.getJsonObject(shelf).getJsonArray("items").forEach(show -> shows.add((JsonObject) show));
        return shows;
    }
}
