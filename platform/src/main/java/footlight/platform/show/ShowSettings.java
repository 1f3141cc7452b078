package footlight.platform.show;

import java.time.Duration;

/// @param grace how long after an encoder dropped pages say "back in a moment"
public record ShowSettings(Duration grace) {
    public static final ShowSettings USUAL = new ShowSettings(Duration.ofMinutes(2));
}
