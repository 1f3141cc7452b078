package footlight.platform.show;

/// What somebody puts into a page of their own to have the show's player there.
public final class EmbedCode {
    /// A width over its height, as pictures are wide.
    public static final int WIDTH = 16;

    public static final int HEIGHT = 9;
    private static final int USUAL_WIDTH = 640;

    private EmbedCode() {}

    /// Where the player is.
    public static String url(Show show, String origin) {
        return origin + "/s/" + show.id() + "/embed";
    }

    /// As wide as the page lets it be.
    public static String html(Show show, String origin) {
        return html(show, origin, USUAL_WIDTH, USUAL_WIDTH * HEIGHT / WIDTH);
    }

    public static String html(Show show, String origin, int width, int height) {
        return "<iframe src=\"" + attribute(url(show, origin)) + "\" title=\"" + attribute(show.title()) + "\" width=\""
                + width + "\" height=\"" + height + "\" style=\"border:0;max-width:100%;aspect-ratio:16/9;height:auto\""
                + " allow=\"autoplay; fullscreen; picture-in-picture\" allowfullscreen></iframe>";
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
