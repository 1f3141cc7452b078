package footlight.engine.doctor;

import java.util.ArrayDeque;
import java.util.Deque;

/// Remembers how often an encoder left and came back lately. One for each stream, on its loop.
final class ReturnsGauge {
    private static final long MEMORY_MS = 600_000;
    private static final int MOST = 100;

    private record Return(long atMs, long awayMs) {}

    private final Deque<Return> returns = new ArrayDeque<>();
    private long leftMs = Long.MIN_VALUE;

    void left(long nowMs) {
        leftMs = nowMs;
    }

    void cameBack(long nowMs) {
        if (leftMs == Long.MIN_VALUE) return;
        returns.addLast(new Return(nowMs, nowMs - leftMs));
        if (returns.size() > MOST) returns.removeFirst();
        leftMs = Long.MIN_VALUE;
    }

    Measured.Returns read(long nowMs) {
        while (!returns.isEmpty() && nowMs - returns.getFirst().atMs > MEMORY_MS) returns.removeFirst();
        return new Measured.Returns(
                returns.size(), returns.stream().mapToLong(Return::awayMs).max().orElse(0));
    }
}
