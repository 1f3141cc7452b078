package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.guard.AddressKey;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How much somebody may ask for in a time: requests of a key, a person, or an address that nobody signed in from. In
/// memory, and bounded: who has not asked for longest is forgotten first. Any thread. The headers are those of
/// draft-ietf-httpapi-ratelimit-headers-10.
public final class Rates {
    private static final int NAMES = 50_000;
    /// Behind one address may be a whole school.
    private static final int PEOPLE_BEHIND_AN_ADDRESS = 10;

    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NAMES;
        }
    };

    private static final class Count {
        int requests;
        Instant until = Instant.EPOCH;
    }

    /// @param most of one within the window; 0 for no limit
    public Rates(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /// What is left after a request.
    ///
    /// @param policy for whom it counts
    /// @param most within the window; 0 when there is no limit
    /// @param left below zero when this request is one too many
    public record Taken(String policy, int most, Duration window, int left, long resetSeconds) {
        public boolean tooMany() {
            return most > 0 && left < 0;
        }

        Answer on(Answer answer) {
            if (most == 0) return answer;
            String name = "\"" + policy + "\"";
            return answer.with("ratelimit-policy", name + ";q=" + most + ";w=" + window.toSeconds())
                    .with("ratelimit", name + ";r=" + Math.max(0, left) + ";t=" + resetSeconds);
        }
    }

    Taken take(Asker asker, InetAddress address) {
        return switch (asker) {
            case Asker.Admin _ -> new Taken("admin", 0, window, 0, 0);
            case Asker.Key _ -> take("key", asker.word());
            case Asker.Person _ -> take("person", asker.word());
            case Asker.Nobody _ -> take("address", AddressKey.of(address).toString(), most * PEOPLE_BEHIND_AN_ADDRESS);
        };
    }

    /// Counts one more for whoever has this name.
    public Taken take(String policy, String name) {
        return take(policy, name, most);
    }

    private synchronized Taken take(String policy, String name, int most) {
        if (most == 0) return new Taken(policy, 0, window, 0, 0);
        Instant now = clock.instant();
        Count count = counts.computeIfAbsent(name, _ -> new Count());
        // Also when the clock was set back.
        if (!now.isBefore(count.until) || count.until.isAfter(now.plus(window))) {
            count.requests = 0;
            count.until = now.plus(window);
        }
        count.requests = Math.min(count.requests + 1, most + 1);
        long seconds =
                Math.max(1, Duration.between(now, count.until).plusMillis(999).toSeconds());
        return new Taken(policy, most, window, most - count.requests, seconds);
    }
}
