package footlight.platform.page;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of shows as the app draws them (`web/src/home/Shelf.tsx`), for whoever has no script and until the app has
/// drawn.
final class ShelfWords {
    private static final List<String> GROUPS = List.of("live", "upcoming", "past");
    /// More than these are not seen before one scrolls.
    private static final int SHOWN = 12;

    private ShelfWords() {}

    /// @param shelves lists of shows by the name of their group: `live`, `upcoming`, `past`
    static String html(JsonObject shelves) {
        if (GROUPS.stream().allMatch(group -> shows(shelves, group).isEmpty())) return "";
        StringBuilder html = new StringBuilder();
        if (shows(shelves, "live").isEmpty()) html.append("<p class=\"muted\">Nothing is on right now.</p>\n");
        shelf(html, "On now", shows(shelves, "live"), " data-big=\"true\"");
        shelf(html, "Coming up", shows(shelves, "upcoming"), "");
        shelf(html, "Earlier", shows(shelves, "past"), "");
        return html.toString();
    }

    private static void shelf(StringBuilder html, String title, List<JsonObject> shows, String size) {
        if (shows.isEmpty()) return;
        html.append("<section class=\"shelf\"><h2>")
                .append(title)
                .append("</h2>\n<ul")
                .append(size)
                .append(">\n");
        shows.stream().limit(SHOWN).forEach(show -> card(html, show));
        html.append("</ul></section>\n");
    }

    private static void card(StringBuilder html, JsonObject show) {
        html.append("<li><article class=\"showcard\"><span class=\"showcard-cover\">");
        String cover = show.getString("coverThumbnailUrl");
        if (cover != null)
            html.append("<img class=\"cover\" src=\"")
                    .append(PageText.html(cover))
                    .append("\" alt=\"\" />");
        html.append("</span><a class=\"showcard-title\" href=\"/s/")
                .append(show.getString("id"))
                .append("\">")
                .append(PageText.html(show.getString("title")))
                .append("</a></article></li>\n");
    }

    static List<JsonObject> shows(JsonObject shelves, String group) {
        List<JsonObject> shows = new ArrayList<>();
        shelves.getJsonObject(group).getJsonArray("items").forEach(show -> shows.add((JsonObject) show));
        return shows;
    }

    /// The first of them that is there, of the shows in the order in which they are drawn.
    static @Nullable String first(JsonObject shelves, String field) {
        for (String group : GROUPS)
            for (JsonObject show : shows(shelves, group)) {
                String value = show.getString(field);
                if (value != null) return value;
            }
        return null;
    }
}
