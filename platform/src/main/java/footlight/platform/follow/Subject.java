package footlight.platform.follow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The show that a letter is about, as it is when the letter is written.
record Subject(
        String showId,
        String channelId,
        String title,
        @Nullable Instant startsAt,
        @Nullable String timeZone,
        String phase,
        String visibility,
        String channelName) {

    boolean upcoming() {
        return phase.equals("scheduled") || phase.equals("open");
    }

    boolean on() {
        return phase.equals("live") || phase.equals("interrupted");
    }

    /// Only what everybody may see is told to who only follows the channel.
    boolean forFollowers() {
        return visibility.equals("public");
    }
}
