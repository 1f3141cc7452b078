package footlight.platform.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// When a message that did not arrive is tried again: soon, then less and less often, for three days. A tenth of chance
/// keeps those that failed together from coming back together.
record Retries(DoubleSupplier chance) {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(20));
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    /// How long to wait after so many failures in a row; empty when it is given up.
    ///
    /// @param wish what the receiver asked for, in seconds; 0 for nothing
    Optional<Duration> pause(int failures, long wish) {
        if (failures > PAUSES.size()) return Optional.empty();
        Duration usual = PAUSES.get(failures - 1);
        long millis = (long) (usual.toMillis() * (0.95 + 0.1 * chance.getAsDouble()));
        long wished = Math.min(Math.max(0, wish), LONGEST_WISH.toSeconds()) * 1000;
        return Optional.of(Duration.ofMillis(Math.max(millis, wished)));
    }
}
