package footlight.platform.page;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The web app's `index.html`, with places for what the server knows: `<!--head-->`, `<!--state-->`, `<!--body-->`; and
/// `<!--preload {"show": ["/assets/x.js"]}-->`, where the build says which scripts a page needs besides the first.
public final class PageShell {
    private static final String PRELOAD = "<!--preload ";

    private final String text;
    /// By the state's `page`.
    private final Map<String, String> preloads;

    /// @throws IllegalArgumentException when a place is missing
    public PageShell(String indexHtml) {
        for (String place : new String[] {"<!--head-->", "<!--state-->", "<!--body-->"}) {
            if (!indexHtml.contains(place)) throw new IllegalArgumentException("index.html has no place " + place);
        }
        this.text = indexHtml;
        this.preloads = preloads(indexHtml);
    }

    private static Map<String, String> preloads(String indexHtml) {
        int open = indexHtml.indexOf(PRELOAD);
        if (open < 0) return Map.of();
        JsonObject said = new JsonObject(indexHtml.substring(open + PRELOAD.length(), indexHtml.indexOf("-->", open)));
        return said.fieldNames().stream()
                .collect(Collectors.toUnmodifiableMap(page -> page, page -> said.getJsonArray(page).stream()
                        .map(script -> "<link rel=\"modulepreload\" crossorigin href=\""
                                + PageText.html(String.valueOf(script)) + "\" />")
                        .collect(Collectors.joining("\n    "))));
    }

    /// What a page says of itself to browsers, search engines and previews of links.
    ///
    /// @param image absolute; null when there is none
    /// @param more further tags as HTML, each on a line of its own
    public record Head(
            String title,
            String description,
            String siteName,
            String url,
            @Nullable String image,
            String more) {
        Head(String title, String description, String siteName, String url, @Nullable String image) {
            this(title, description, siteName, url, image, "");
        }

        String html() {
            StringBuilder tags = new StringBuilder();
            tags.append("<title>").append(PageText.html(title)).append("</title>\n");
            named(tags, "description", description);
            property(tags, "og:title", title);
            property(tags, "og:description", description);
            property(tags, "og:site_name", siteName);
            property(tags, "og:type", more.contains("property=\"og:video\"") ? "video.other" : "website");
            property(tags, "og:url", url);
            if (image != null) property(tags, "og:image", image);
            named(tags, "twitter:card", card());
            return tags.append("    <link rel=\"canonical\" href=\"")
                    .append(PageText.html(url))
                    .append("\" />\n")
                    .append(more)
                    .toString()
                    .stripTrailing();
        }

        private String card() {
            if (image == null) return "summary";
            return more.contains("name=\"twitter:player\"") ? "player" : "summary_large_image";
        }

        private static void named(StringBuilder tags, String name, String content) {
            tag(tags, "name", name, content);
        }

        private static void property(StringBuilder tags, String name, String content) {
            tag(tags, "property", name, content);
        }

        private static void tag(StringBuilder tags, String attribute, String name, String content) {
            tags.append("    <meta ")
                    .append(attribute)
                    .append("=\"")
                    .append(name)
                    .append("\" content=\"")
                    .append(PageText.html(content))
                    .append("\" />\n");
        }
    }

    /// @param body HTML, for whoever has no script and until the app has drawn
    public String with(Head head, JsonObject state, String body) {
        // One pass, so that what is put in is never searched for places.
        StringBuilder page = new StringBuilder(text.length() + body.length() + 4096);
        int at = 0;
        for (int open = text.indexOf("<!--", at); open >= 0; open = text.indexOf("<!--", at)) {
            page.append(text, at, open);
            int close = text.indexOf("-->", open);
            at = close < 0 ? text.length() : close + "-->".length();
            String place = text.substring(open, at);
            page.append(
                    switch (place) {
                        case "<!--head-->" -> head.html();
                        case "<!--state-->" ->
                            "<script type=\"application/json\" id=\"page-state\">" + PageText.script(state)
                                    + "</script>";
                        case "<!--body-->" -> body;
                        default ->
                            place.startsWith(PRELOAD) ? preloads.getOrDefault(state.getString("page"), "") : place;
                    });
        }
        return page.append(text, at, text.length()).toString();
    }
}
