package footlight.platform.show;

import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A show's settings as they come in, already fitting the API document.
record ShowForm(JsonObject json) {
    /// @param visibility asked only when the form says nothing of it
    /// @throws footlight.front.Refusal when the title is blank or there is no such zone
    Show.Settings forNewShow(Supplier<String> visibility) {
        String said = json.containsKey("visibility") ? json.getString("visibility") : visibility.get();
        return changing(new Show.Settings("", "", null, null, 15, false, false, 12, said));
    }

    /// What is named changes, the rest stays.
    Show.Settings changing(Show.Settings before) {
        return new Show.Settings(
                json.containsKey("title") ? OneLine.of("title", json.getString("title")) : before.title(),
                json.getString("description", before.description()),
                json.containsKey("startsAt") ? startsAt() : before.startsAt(),
                json.containsKey("timeZone") ? timeZone() : before.timeZone(),
                json.containsKey("doorsOpenMinutes") ? json.getInteger("doorsOpenMinutes") : before.doorsOpenMinutes(),
                json.getBoolean("autoStart", before.autoStart()),
                json.getBoolean("startOnTime", before.startOnTime()),
                json.getInteger("endAfterHours", before.endAfterHours()),
                json.getString("visibility", before.visibility()));
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
