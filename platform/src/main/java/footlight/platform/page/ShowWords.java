package footlight.platform.page;

import footlight.platform.channel.Channel;
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

    /// As the app draws it before the picture is there (`web/src/show/ShowPage.tsx`).
    static String html(Show show, Channel channel) {
        StringBuilder html = new StringBuilder("<div class=\"showpage\"><div class=\"screen\"><div class=\"soon\"");
        String cover = cover(show);
        if (cover != null)
            html.append(" data-cover=\"true\"><img class=\"soon-cover\" src=\"")
                    .append(cover)
                    .append("\" alt=\"\" fetchpriority=\"high\" />");
        else html.append('>');
        html.append("<div class=\"soon-words\"><p>").append(PageText.html(phase(show)));
        if (show.startsAt() != null && show.phase() == Phase.SCHEDULED)
            html.append(" <time datetime=\"").append(show.startsAt()).append("\"></time>");
        html.append("</p></div></div></div>\n<div class=\"info\"><div class=\"headline\"><div class=\"grow\">")
                .append("<h1 class=\"title\">")
                .append(PageText.html(show.title()))
                .append("</h1><div class=\"meta\"><a class=\"byline\" href=\"/@")
                .append(channel.handle())
                .append("\">by ")
                .append(PageText.html(channel.name()))
                .append("</a></div></div></div>\n");
        if (!show.description().isBlank())
            html.append("<section class=\"about\"><p class=\"prose\">")
                    .append(PageText.html(show.description()))
                    .append("</p></section>\n");
        return html.append("</div></div>").toString();
    }

    static @Nullable String cover(Show show) {
        return show.cover() == null ? null : "/covers/" + show.cover() + ".jpg";
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
