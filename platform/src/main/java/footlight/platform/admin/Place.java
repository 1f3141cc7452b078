package footlight.platform.admin;

import footlight.platform.api.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a list that has the latest first, as text for whoever pages through it.
///
/// @param id of those of one moment, the greatest comes first
record Place(Instant at, String id) {
    static final Place START = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}):([a-z0-9]{12})");

    String text() {
        // The database keeps microseconds, and a row between two of ours must not be passed over.
        String plain = ChronoUnit.MICROS.between(Instant.EPOCH, at) + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws footlight.front.Refusal when it is none of ours
    static Place read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher parts = FORM.matcher(plain);
            if (parts.matches())
                return new Place(Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS), parts.group(2));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException noPlace) {
            // The same answer as for any other text that is no place.
        }
        throw Refusals.invalid("cursor", "is not the \"next\" of a page");
    }
}
