package footlight.platform.follow;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something about a show that is told to everybody who wants to hear of it: begun once, and gone on with from the
/// person after the one who was told last.
///
/// @param at the new time of a show that was planned or moved; the start that a reminder is for
/// @param before the time that it had, when it was moved
/// @param minutesBefore of a reminder
/// @param reason why it was cancelled, as its people say it
/// @param afterAccount who was told last; empty before the first
record Notice(
        long id,
        String showId,
        Kind kind,
        @Nullable Instant at,
        @Nullable Instant before,
        int minutesBefore,
        @Nullable String reason,
        String afterAccount) {

    enum Kind {
        /// Waits until nobody changes the plan any more, and becomes one of the next two, or nothing.
        CHANGED,
        SCHEDULED,
        MOVED,
        CANCELLED,
        LIVE,
        REMINDER;

        /// As the database writes it.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
