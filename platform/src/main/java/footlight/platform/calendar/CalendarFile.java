package footlight.platform.calendar;

import footlight.platform.show.Phase;
import footlight.platform.show.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows as an iCalendar file. Says the same for the same shows, so that it can be kept and asked about again.
/// Times are in UTC: a show is one instant, which no change of the clocks moves. Source: RFC 5545; RFC 7986 for
/// the name.
final class CalendarFile {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /// Nobody says how long a show will be.
    private static final Duration LASTS = Duration.ofMinutes(90);

    private CalendarFile() {}

    /// @param name of the calendar; null for a single show, which goes into a calendar that has one
    /// @param shows each with a time
    static String of(@Nullable String name, List<Show> shows, String origin) {
        ContentLines lines = new ContentLines()
                .put("BEGIN", "VCALENDAR")
                .put("VERSION", "2.0")
                .put("PRODID", "-//Footlight//Shows//EN");
        if (name != null)
            lines.text("NAME", name)
                    .text("X-WR-CALNAME", name)
                    .put("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
                    .put("X-PUBLISHED-TTL", "PT1H");
        shows.forEach(show -> event(lines, show, origin));
        return lines.put("END", "VCALENDAR").toString();
    }

    private static void event(ContentLines lines, Show show, String origin) {
        Instant start = start(show);
        if (start == null) return;
        Instant end = show.endedAt() != null && show.endedAt().isAfter(start) ? show.endedAt() : start.plus(LASTS);
        boolean cancelled = show.phase() == Phase.CANCELLED;
        String address = origin + "/s/" + show.id();
        String about = show.description().strip();
        lines.put("BEGIN", "VEVENT")
                .put("UID", show.id() + "@footlight")
                // Not the moment of asking: the file of an unchanged show shall not change.
                .put("DTSTAMP", UTC.format(show.updatedAt()))
                .put("LAST-MODIFIED", UTC.format(show.updatedAt()))
                .put("CREATED", UTC.format(show.createdAt()))
                // Cancelling is a phase, which the version does not count.
                .put("SEQUENCE", Long.toString(show.version() - 1 + (cancelled ? 1 : 0)))
                .put("DTSTART", UTC.format(start))
                .put("DTEND", UTC.format(end))
                .text("SUMMARY", show.title())
                .text("DESCRIPTION", about.isEmpty() ? address : about + "\n\n" + address)
                .put("URL", address)
                .put("STATUS", cancelled ? "CANCELLED" : "CONFIRMED")
                .put("TRANSP", cancelled ? "TRANSPARENT" : "OPAQUE")
                .put("END", "VEVENT");
    }

    /// When it is planned for, else when it began by itself.
    static @Nullable Instant start(Show show) {
        return show.startsAt() != null ? show.startsAt() : show.startedAt();
    }
}
