package footlight.platform.show;

import java.time.Duration;

/// @param grace how long after an encoder dropped pages say "back in a moment"
/// @param endAfter how long an encoder may be away before its show ends by itself
public record ShowSettings(Duration grace, Duration endAfter) {
    public static final ShowSettings USUAL = new ShowSettings(Duration.ofMinutes(2), Duration.ofHours(6));
}
