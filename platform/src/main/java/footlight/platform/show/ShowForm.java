package footlight.platform.show;

import footlight.platform.api.Refusals;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A show's settings as they come in, already fitting the API document.
record ShowForm(JsonObject json) {
    /// What turns the text around it (UAX #9, 2.1 to 2.4), or breaks the line (UAX #14, BK).
    private static final Pattern UNSEEN = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029\\uFEFF]");

    /// Anything a reader can see: neither blank nor a control, a format mark or a mark without its letter.
    private static final Pattern SEEN = Pattern.compile("[^\\p{Z}\\p{C}\\p{M}\\s\\u115F\\u1160\\u3164\\uFFA0]");

    private static final Show.Settings EMPTY = new Show.Settings("", "", null, null, false, "public");

    /// @throws footlight.front.Refusal when the title is blank or there is no such zone
    Show.Settings forNewShow() {
        return changing(EMPTY);
    }

    /// What is named changes, the rest stays.
    Show.Settings changing(Show.Settings before) {
        return new Show.Settings(
                json.containsKey("title") ? title() : before.title(),
                json.getString("description", before.description()),
                json.containsKey("startsAt") ? startsAt() : before.startsAt(),
                json.containsKey("timeZone") ? timeZone() : before.timeZone(),
                json.getBoolean("autoStart", before.autoStart()),
                json.getString("visibility", before.visibility()));
    }

    private String title() {
        String title = UNSEEN.matcher(json.getString("title")).replaceAll("").strip();
        if (!SEEN.matcher(title).find() || title.chars().anyMatch(Character::isISOControl))
            throw Refusals.invalid("title", "must have letters, in one line");
        return title;
    }

    private @Nullable Instant startsAt() {
        String time = json.getString("startsAt");
        // PostgreSQL keeps microseconds; nobody plans those.
        return time == null ? null : OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private @Nullable String timeZone() {
        String zone = json.getString("timeZone");
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone))
            throw Refusals.invalid("timeZone", "must be the name of a time zone, such as Europe/Berlin");
        return zone;
    }
}
