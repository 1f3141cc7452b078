package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.guard.AddressKey;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many requests somebody may send in a minute: a key, a person, or an address that nobody signed in from. In
/// memory, and bounded: who has not asked for longest is forgotten first. Any thread. The headers are those of
/// draft-ietf-httpapi-ratelimit-headers-10.
public final class Rates {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NAMES = 50_000;
    /// Behind one address may be a whole school.
    private static final int PEOPLE_BEHIND_AN_ADDRESS = 10;

    private final int perMinute;
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

    /// @param perMinute of a key or a person; 0 for no limit
    public Rates(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// What is left after a request.
    ///
    /// @param policy for whom it counts
    /// @param most in a minute; 0 when there is no limit
    /// @param left below zero when this request is one too many
    record Taken(String policy, int most, int left, long resetSeconds) {
        boolean tooMany() {
            return most > 0 && left < 0;
        }

        Answer on(Answer answer) {
            if (most == 0) return answer;
            String name = "\"" + policy + "\"";
            return answer.with("ratelimit-policy", name + ";q=" + most + ";w=" + WINDOW.toSeconds())
                    .with("ratelimit", name + ";r=" + Math.max(0, left) + ";t=" + resetSeconds);
        }
    }

    Taken take(Asker asker, InetAddress address) {
        return switch (asker) {
            case Asker.Admin _ -> new Taken("admin", 0, 0, 0);
            case Asker.Key _ -> take("key", asker.word(), perMinute);
            case Asker.Person _ -> take("person", asker.word(), perMinute);
            case Asker.Nobody _ ->
                take("address", AddressKey.of(address).toString(), perMinute * PEOPLE_BEHIND_AN_ADDRESS);
        };
    }

    private synchronized Taken take(String policy, String name, int most) {
        if (most == 0) return new Taken(policy, 0, 0, 0);
        Instant now = clock.instant();
        Count count = counts.computeIfAbsent(name, _ -> new Count());
        // Also when the clock was set back.
        if (!now.isBefore(count.until) || count.until.isAfter(now.plus(WINDOW))) {
            count.requests = 0;
            count.until = now.plus(WINDOW);
        }
        count.requests = Math.min(count.requests + 1, most + 1);
        long seconds =
                Math.max(1, Duration.between(now, count.until).plusMillis(999).toSeconds());
        return new Taken(policy, most, most - count.requests, seconds);
    }
}
