package footlight.platform.api;

import java.util.regex.Pattern;

/// A name or title as people type it, made fit to stand among others: one line that can be seen, and that leaves the
/// text around it alone.
public final class OneLine {
    /// What turns the text around it (UAX #9, 2.1 to 2.4), or breaks the line (UAX #14, BK).
    private static final Pattern UNSEEN = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029\\uFEFF]");

    /// Anything a reader can see: neither blank nor a control, a format mark or a mark without its letter.
    private static final Pattern SEEN = Pattern.compile("[^\\p{Z}\\p{C}\\p{M}\\s\\u115F\\u1160\\u3164\\uFFA0]");

    private OneLine() {}

    /// @throws footlight.front.Refusal when nothing of it can be seen, or it is more than a line
    public static String of(String field, String typed) {
        String text = UNSEEN.matcher(typed).replaceAll("").strip();
        if (!SEEN.matcher(text).find() || text.chars().anyMatch(Character::isISOControl))
            throw Refusals.invalid(field, "must have letters, in one line");
        return text;
    }
}
