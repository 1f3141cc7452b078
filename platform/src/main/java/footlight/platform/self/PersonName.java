package footlight.platform.self;

import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import java.util.regex.Pattern;

/// What people call themselves. Unlike a title, it is refused rather than mended when it would turn the text around it
/// or hide something: whoever types such a name means to look like somebody else.
final class PersonName {
    /// Controls; what embeds, overrides or isolates (UAX #9, 2.1 to 2.4); what breaks a line; and the mark that no text
    /// has inside.
    private static final Pattern NEVER =
            Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029\\uFEFF]");

    private PersonName() {}

    /// @throws footlight.front.Refusal 400 when nobody can be called that
    static String of(String typed) {
        if (NEVER.matcher(typed).find())
            throw Refusals.invalid("name", "must have no control characters, and none that turn the text around them");
        return OneLine.of("name", typed);
    }
}
