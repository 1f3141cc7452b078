package footlight.platform.follow;

import footlight.platform.mail.Letter;
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

    private final StopLinks stops;

    NoticeLetters(StopLinks stops) {
        this.stops = stops;
    }

    /// Its links are paths, which are made whole when the letter goes.
    Letter of(Notice notice, Subject subject, Reader reader, String email) {
        NoticeWords words = NoticeWords.in(reader.language());
        NoticeWords.Said said = words.say(notice, subject, time -> when(time, subject, reader));
        return new Letter(
                email,
                oneLine(said.subject()),
                said.paragraphs(),
                new Letter.Button(words.seeTheShow(), "/s/" + subject.showId()),
                List.of(words.why(subject, reader.follows())),
                stop(subject, reader),
                Letter.Reason.OTHERS);
    }

    private String stop(Subject subject, Reader reader) {
        return reader.follows()
                ? stops.path(reader.accountId(), StopLinks.Kind.CHANNEL, subject.channelId())
                : stops.path(reader.accountId(), StopLinks.Kind.SHOW, subject.showId());
    }

    /// A title may hold anything but the end of a line; a subject must not.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
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
