package footlight.platform.usher;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often a password was tried wrongly lately, by name. A right one is no try: a whole school may know it.
/// In memory, bounded: the name not tried for longest is forgotten first. Any thread.
final class PasswordTries {
    private static final int NAMES = 20_000;

    private final int most;
    private final Duration window;
    private final Map<String, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NAMES;
        }
    };

    private static final class Count {
        int tries;
        Instant until = Instant.EPOCH;
    }

    PasswordTries(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /// Counts a try before it is made, so that many at once do not slip through. Empty when it may be made, else how
    /// long to wait.
    synchronized Optional<Duration> begin(String name, Instant now) {
        Count count = counts.computeIfAbsent(name, _ -> new Count());
        // Also when the clock was set back.
        if (!now.isBefore(count.until) || count.until.isAfter(now.plus(window))) {
            count.tries = 0;
            count.until = now.plus(window);
        }
        if (count.tries >= most) return Optional.of(Duration.between(now, count.until));
        count.tries++;
        return Optional.empty();
    }

    /// It was the right one.
    synchronized void right(String name) {
        Count count = counts.get(name);
        if (count != null && count.tries > 0) count.tries--;
    }
}
