package footlight.platform.page;

import footlight.platform.show.Phase;
import footlight.platform.show.Show;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A show said in plain sentences, and as HTML for whoever has no script.
final class ShowWords {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final int PREVIEW_LETTERS = 200;

    private ShowWords() {}

    static String phase(Show show) {
        return switch (show.phase()) {
            case DRAFT -> "The time is not set yet.";
            case SCHEDULED, OPEN -> show.startsAt() == null ? "It starts soon." : "Starts on " + when(show) + ".";
            case LIVE -> "On now.";
            case INTERRUPTED -> "Back in a moment.";
            case ENDED, REPLAY -> "This show has ended.";
            case CANCELLED -> "This show was cancelled.";
        };
    }

    /// For previews of links: what it is about, else when it is.
    static String preview(Show show) {
        String about = show.description().strip().replaceAll("\\s+", " ");
        if (about.isEmpty()) return phase(show);
        return about.codePointCount(0, about.length()) <= PREVIEW_LETTERS
                ? about
                : about.substring(0, about.offsetByCodePoints(0, PREVIEW_LETTERS)) + "…";
    }

    static String html(Show show) {
        StringBuilder html = new StringBuilder("<main class=\"plain\">\n<h1>")
                .append(PageText.html(show.title()))
                .append("</h1>\n<p>")
                .append(PageText.html(phase(show)));
        if (show.startsAt() != null && show.phase() == Phase.SCHEDULED)
            html.append(" <time datetime=\"").append(show.startsAt()).append("\"></time>");
        html.append("</p>\n");
        if (show.cover() != null)
            html.append("<img src=\"/covers/").append(show.cover()).append(".jpg\" alt=\"\" width=\"640\" />\n");
        show.description().lines().filter(line -> !line.isBlank()).forEach(line -> html.append("<p>")
                .append(PageText.html(line))
                .append("</p>\n"));
        return html.append("</main>").toString();
    }

    private static String when(Show show) {
        Instant time = show.startsAt();
        ZoneId zone = zone(show.timeZone());
        String name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        return time == null ? "" : WHEN.format(time.atZone(zone)) + " (" + name + ")";
    }

    private static ZoneId zone(@Nullable String name) {
        return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    }
}
