package footlight.platform.page;

import org.jspecify.annotations.Nullable;

/// What every page stands in, drawn as the app draws it (`web/src/app/Shell.tsx`): when the app takes over, what is
/// there already stays where it is.
final class PageFrame {
    private static final String MARK = "<svg class=\"mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">"
            + "<rect width=\"32\" height=\"32\" rx=\"8\" />"
            + "<path d=\"M10 25V8h13v4H14.6v3.4H21v3.9h-6.4V25z\" /></svg>";

    private PageFrame() {}

    /// @param main HTML
    static String around(String siteName, String main) {
        return "<div class=\"page\" data-room=\"show\"><header class=\"top\"><a class=\"brand\" href=\"/\">" + MARK
                + "<span>" + PageText.html(siteName) + "</span></a></header>\n<main id=\"main\">\n" + main
                + "\n</main></div>";
    }

    /// A tag for the head by which a picture is fetched before the scripts, for it is the largest thing that is seen.
    static String early(@Nullable String picture) {
        return picture == null
                ? ""
                : "    <link rel=\"preload\" as=\"image\" fetchpriority=\"high\" href=\"" + PageText.html(picture)
                        + "\" />\n";
    }
}
