package footlight.front.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The links of one event loop. Lives on it; only `handOver` may be called from elsewhere.
final class LoopLinks {
    private final EventLoop loop;
    private final Map<String, Set<Link>> byTopic = new HashMap<>();
    private final Set<Link> links = new HashSet<>();
    private io.netty.util.concurrent.@Nullable Future<?> pulse;
    private final long pulseNanos;

    LoopLinks(EventLoop loop, LinkLimits limits) {
        this.loop = loop;
        this.pulseNanos =
                Math.min(limits.pingEvery().toNanos(), limits.silence().toNanos()) / 2;
    }

    EventLoop loop() {
        return loop;
    }

    void opened(Link link) {
        links.add(link);
        if (pulse == null) {
            pulse = loop.scheduleAtFixedRate(this::pulse, pulseNanos, pulseNanos, TimeUnit.NANOSECONDS);
        }
    }

    void closed(Link link) {
        links.remove(link);
        if (links.isEmpty() && pulse != null) {
            pulse.cancel(false);
            pulse = null;
        }
    }

    void add(String topic, Link link) {
        byTopic.computeIfAbsent(topic, _ -> new LinkedHashSet<>()).add(link);
    }

    void remove(String topic, Link link) {
        byTopic.computeIfPresent(topic, (_, listeners) -> {
            listeners.remove(link);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    /// Any thread. Events are delivered in the order of these calls.
    void handOver(Event event) {
        loop.execute(() -> deliver(event));
    }

    /// Any thread.
    void askAgain(Predicate<Handshake> whose, Predicate<String> which) {
        loop.execute(() -> {
            for (Link link : List.copyOf(links)) link.askAgain(whose, which);
        });
    }

    private void deliver(Event event) {
        Set<Link> listeners = byTopic.get(event.topic());
        if (listeners == null) return;
        ByteBuf shared = PooledByteBufAllocator.DEFAULT.directBuffer(event.bytes());
        try {
            shared.writeBytes(event.frame().bytes());
            // A listener may be dropped on the way and leaves the set then.
            for (Link listener : List.copyOf(listeners)) listener.deliver(event, shared);
        } finally {
            shared.release();
        }
    }

    private void pulse() {
        long now = System.nanoTime();
        for (Link link : List.copyOf(links)) link.pulse(now);
    }
}
