package footlight.platform.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often something was tried lately, by name (an address, an account). In memory: a restart forgets. Bounded: the
/// name not tried for longest is forgotten first. Any thread.
final class Attempts {
    private final int most;
    private final Duration window;
    private final Map<String, Count> counts;

    private static final class Count {
        int tries;
        Instant until = Instant.EPOCH;
    }

    /// @param most tries within `window`; the next one waits until it is over
    Attempts(int most, Duration window, int names) {
        this.most = most;
        this.window = window;
        this.counts = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > names;
            }
        };
    }

    /// Counts a try before it is made, so that many at once do not slip through. Empty when it may be made, else how
    /// long to wait.
    synchronized Optional<Duration> tryOnce(String name, Instant now) {
        Count count = counts.computeIfAbsent(name, _ -> new Count());
        if (!now.isBefore(count.until)) {
            count.tries = 0;
            count.until = now.plus(window);
        }
        if (count.tries >= most) return Optional.of(Duration.between(now, count.until));
        count.tries++;
        return Optional.empty();
    }

    /// It went well: this one does not count, and the ones before it do.
    synchronized void giveBack(String name) {
        Count count = counts.get(name);
        if (count != null && count.tries > 0) count.tries--;
    }

    /// It went well: the tries before it do not count any more.
    synchronized void forget(String name) {
        counts.remove(name);
    }
}
