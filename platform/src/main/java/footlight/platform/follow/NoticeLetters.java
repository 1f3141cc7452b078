package footlight.platform.follow;

import footlight.platform.mail.Letter;
import footlight.platform.show.Addresses;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the letters say, with times as the reader's own clock shows them.
final class NoticeLetters {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final Addresses addresses;
    private final StopLinks stops;

    NoticeLetters(Addresses addresses, StopLinks stops) {
        this.addresses = addresses;
        this.stops = stops;
    }

    Letter of(Notice notice, Subject subject, Reader reader, String email) {
        String title = "“" + subject.title() + "”";
        String when = when(subject.startsAt(), subject, reader);
        return switch (notice.kind()) {
            case SCHEDULED ->
                letter(
                        subject,
                        reader,
                        email,
                        subject.channelName() + " plans " + title,
                        List.of(title + " starts on " + when + "."));
            case MOVED ->
                letter(
                        subject,
                        reader,
                        email,
                        title + " has another time",
                        List.of(
                                title + " starts on " + when + ".",
                                "It was planned for " + when(notice.before(), subject, reader) + "."));
            case CANCELLED ->
                letter(
                        subject,
                        reader,
                        email,
                        title + " will not take place",
                        notice.reason() == null || notice.reason().isBlank()
                                ? List.of(subject.channelName() + " cancelled " + title + ".")
                                : List.of(subject.channelName() + " cancelled " + title + ".", notice.reason()));
            case LIVE ->
                letter(
                        subject,
                        reader,
                        email,
                        subject.channelName() + " is live: " + title,
                        List.of(title + " is on now."));
            case REMINDER ->
                letter(
                        subject,
                        reader,
                        email,
                        title + " starts " + soon(notice.minutesBefore()),
                        List.of(title + " by " + subject.channelName() + " starts on " + when + "."));
            case CHANGED -> throw new IllegalStateException("a change that is waited for is told to nobody");
        };
    }

    private Letter letter(Subject subject, Reader reader, String email, String about, List<String> paragraphs) {
        String origin = addresses.originOrNothing();
        String stop = origin
                + (reader.follows()
                        ? stops.path(reader.accountId(), StopLinks.Kind.CHANNEL, subject.channelId())
                        : stops.path(reader.accountId(), StopLinks.Kind.SHOW, subject.showId()));
        String why = reader.follows()
                ? "You get this letter because you follow " + subject.channelName() + "."
                : "You get this letter because you asked to be reminded of this show.";
        return new Letter(
                email,
                oneLine(about),
                paragraphs,
                new Letter.Button("See the show", origin + "/s/" + subject.showId()),
                List.of(why, "No more such letters: " + stop));
    }

    /// A title may hold anything but the end of a line; a subject must not.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String soon(int minutes) {
        return switch (minutes) {
            case 15 -> "in 15 minutes";
            case 60 -> "in an hour";
            default -> "in a day";
        };
    }

    /// In the reader's zone, else the show's.
    private static String when(@Nullable Instant time, Subject subject, Reader reader) {
        if (time == null) return "a day that is not set yet";
        ZoneId zone = zone(reader.timeZone(), zone(subject.timeZone(), ZoneOffset.UTC));
        return WHEN.format(time.atZone(zone)) + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + ")";
    }

    private static ZoneId zone(@Nullable String name, ZoneId otherwise) {
        if (name == null) return otherwise;
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknownHere) {
            return otherwise;
        }
    }
}
