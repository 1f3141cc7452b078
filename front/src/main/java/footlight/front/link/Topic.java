package footlight.front.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One topic: its newest events and which loops listen. Guarded by the topics map, which lets one thread in at a time.
///
/// Ids grow with time and never restart, even when the topic was forgotten or the process was started anew: a page that
/// comes back with an old id is told that it missed something rather than given the wrong events.
final class Topic {
    private static final long IDS_PER_MILLI = 1_000;

    private final String name;
    private final LinkLimits limits;
    private final Deque<Event> ring = new ArrayDeque<>();
    private final Map<LoopLinks, Integer> loops = new HashMap<>();
    private int ringBytes;
    private int listeners;
    private long lastId;
    /// Of the newest event that is no longer kept.
    private long forgottenId;
    private long touchedNanos;

    /// What a listener finds when it joins.
    record Found(long lastId, boolean missed, List<Event> events) {}

    Topic(String name, LinkLimits limits, long nowMillis, long nowNanos) {
        this.name = name;
        this.limits = limits;
        this.lastId = nowMillis * IDS_PER_MILLI;
        this.forgottenId = lastId;
        this.touchedNanos = nowNanos;
    }

    void publish(@Nullable String kind, String json, long nowNanos) {
        touchedNanos = nowNanos;
        Event event = Event.of(name, ++lastId, kind, json);
        if (kind != null) ring.removeIf(older -> outdated(older, kind));
        ring.add(event);
        ringBytes += event.bytes();
        while (ring.size() > limits.ringEvents() || ringBytes > limits.ringBytes()) {
            Event oldest = ring.remove();
            ringBytes -= oldest.bytes();
            forgottenId = oldest.id();
        }
        // Handed over while nobody else can publish, so every loop sees the ids in order.
        for (LoopLinks loop : loops.keySet()) loop.handOver(event);
    }

    private boolean outdated(Event older, String kind) {
        if (!kind.equals(older.kind())) return false;
        ringBytes -= older.bytes();
        return true;
    }

    /// @param afterId the newest id the listener has, or null for "from now on"
    Found join(LoopLinks loop, @Nullable Long afterId) {
        loops.merge(loop, 1, Integer::sum);
        listeners++;
        if (afterId == null) return new Found(lastId, false, List.of());
        if (afterId < forgottenId || afterId > lastId) return new Found(lastId, true, List.of());
        List<Event> missed = new ArrayList<>();
        for (Event event : ring) {
            if (event.id() > afterId) missed.add(event);
        }
        return new Found(lastId, false, missed);
    }

    void leave(LoopLinks loop, long nowNanos) {
        loops.computeIfPresent(loop, (_, count) -> count == 1 ? null : count - 1);
        listeners--;
        touchedNanos = nowNanos;
    }

    int listeners() {
        return listeners;
    }

    boolean forgettable(long nowNanos) {
        return listeners == 0
                && nowNanos - touchedNanos
                        > (ring.isEmpty() ? 0 : limits.ringIdle().toNanos());
    }
}
