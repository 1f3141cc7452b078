package footlight.platform.page;

import footlight.platform.channel.Channel;
import footlight.platform.page.PageShell.Head;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/// A channel said in plain sentences, and as HTML for whoever has no script.
final class ChannelWords {
    private static final int NAMED = 3;

    private ChannelWords() {}

    /// @param shelves its public shows: `live`, `upcoming`, `past`
    static Head head(Channel channel, JsonObject shelves, String siteName, String origin) {
        String address = "/@" + channel.handle();
        String more = "    <link rel=\"alternate\" type=\"text/calendar\" href=\"" + address + ".ics\" title=\""
                + PageText.html(channel.name()) + "\" />\n";
        String cover = ShelfWords.first(shelves, "coverUrl");
        return new Head(
                channel.name() + " · " + siteName,
                preview(channel, shelves),
                siteName,
                origin + address,
                cover == null ? null : origin + cover,
                more + PageFrame.early(ShelfWords.first(shelves, "coverThumbnailUrl")));
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
        return ShelfWords.shows(shelves, shelf).stream()
                .limit(NAMED)
                .map(show -> show.getString("title"))
                .toList();
    }

    static String html(JsonObject channel, JsonObject shelves) {
        String name = channel.getString("name");
        StringBuilder html = new StringBuilder("<div class=\"home channelpage\">\n<header class=\"channelhead\">")
                .append("<span class=\"channelmark\" aria-hidden=\"true\">")
                .append(PageText.html(letter(name)))
                .append("</span><div class=\"grow\"><h1 class=\"title\">")
                .append(PageText.html(name))
                .append("</h1><p class=\"muted\">@")
                .append(channel.getString("handle"))
                .append("</p></div></header>\n");
        String description = channel.getString("description", "");
        if (!description.isEmpty())
            html.append("<p class=\"prose\">")
                    .append(PageText.html(description))
                    .append("</p>\n");
        return html.append(ShelfWords.html(shelves)).append("</div>").toString();
    }

    private static String letter(String name) {
        return name.strip()
                .codePoints()
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT);
    }
}
