package footlight.platform.show;

import footlight.platform.api.ApiRequest;
import footlight.platform.api.Refusals;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which shows of a channel somebody looks for.
///
/// @param words what words of the title begin with, as typed; empty for any title
/// @param from null, or planned (or, without a plan, begun) then or later
/// @param to null, or before then
record ShowSearch(
        String words, @Nullable Instant from, @Nullable Instant to) {
    static final ShowSearch ALL = new ShowSearch("", null, null);

    private static final int MOST_WORDS = 8;

    static ShowSearch of(ApiRequest request) {
        return new ShowSearch(request.query("q").orElse(""), time(request, "from"), time(request, "to"));
    }

    private static @Nullable Instant time(ApiRequest request, String name) {
        // In an address a plus is a blank: who forgot to write it as %2B meant it.
        String said = request.query(name).map(text -> text.replace(' ', '+')).orElse(null);
        if (said == null) return null;
        try {
            return OffsetDateTime.parse(said).toInstant();
        } catch (DateTimeException noTime) {
            throw Refusals.invalid(name, "must be a time such as 2026-11-20T19:30:00Z");
        }
    }

    /// As PostgreSQL's `tsquery` wants it, with the channel in front; null when the words are none. Only letters and
    /// digits are left of what was typed, so that nothing in it is an operator.
    @Nullable
    String tsquery(String channelId) {
        String wanted = Arrays.stream(words.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}\\p{M}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> " & '" + word + "':*")
                .collect(Collectors.joining());
        return wanted.isEmpty() ? null : "'#" + channelId + "'" + wanted;
    }
}
