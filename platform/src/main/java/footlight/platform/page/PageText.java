package footlight.platform.page;

import io.vertx.core.json.JsonObject;

/// Text put safely into HTML.
public final class PageText {
    private PageText() {}

    /// For between tags and inside double quotes.
    public static String html(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(letter);
            }
        });
        return safe.toString();
    }

    /// For inside a script element: no `<` ends it early, and what JSON allows and old JavaScript does not is
    /// escaped.
    public static String script(JsonObject json) {
        return json.encode()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
