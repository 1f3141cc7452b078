package footlight.platform.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Encoders that lately came with a key of no show: by address, the latest twenty, for ten minutes, and nothing of what
/// they tried. In memory; any thread.
final class Strangers {
    private static final int MOST = 20;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /// Encoders try again every second or two; studios need not hear each time.
    private static final Duration QUIET = Duration.ofSeconds(5);

    /// Whoever tries keys from many addresses is not worth more than this of the database and the studios.
    private static final int TOLD_A_SECOND = 4;

    private long second;
    private int toldThisSecond;

    /// Who came last stands last.
    private final Map<String, Visits> byAddress = new LinkedHashMap<>();

    /// @param told when the studios heard of this address last
    private record Visits(Instant last, Instant told, int count) {}

    /// Somebody came. Gives what the studios shall hear of it; empty when they heard of this address, or of
    /// several, a moment ago.
    synchronized Optional<RefusedEncoder> came(String from, Instant now) {
        forgetBefore(now.minus(REMEMBERED));
        @Nullable Visits before = byAddress.remove(from);
        Instant told = before == null ? Instant.MIN : before.told();
        boolean tell = !told.isAfter(now.minus(QUIET)) && mayTell(now.getEpochSecond());
        Visits visits = new Visits(now, tell ? now : told, before == null ? 1 : before.count() + 1);
        byAddress.put(from, visits);
        if (byAddress.size() > MOST)
            byAddress.remove(byAddress.keySet().iterator().next());
        return tell ? Optional.of(refusal(from, visits)) : Optional.empty();
    }

    /// The latest first.
    synchronized List<RefusedEncoder> lately(Instant now) {
        forgetBefore(now.minus(REMEMBERED));
        List<RefusedEncoder> refusals = new ArrayList<>();
        byAddress.forEach((from, visits) -> refusals.addFirst(refusal(from, visits)));
        return refusals;
    }

    private boolean mayTell(long now) {
        if (now != second) toldThisSecond = 0;
        second = now;
        return ++toldThisSecond <= TOLD_A_SECOND;
    }

    private void forgetBefore(Instant oldest) {
        byAddress.values().removeIf(visits -> visits.last().isBefore(oldest));
    }

    private static RefusedEncoder refusal(String from, Visits visits) {
        return new RefusedEncoder(
                visits.last(),
                from,
                RefusedEncoder.Kind.UNKNOWN_KEY,
                "An encoder at " + from + " tried a key that belongs to no show. Copy the key again into its settings.",
                visits.count());
    }
}
