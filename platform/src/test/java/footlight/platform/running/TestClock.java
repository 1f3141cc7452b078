package footlight.platform.running;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that stands until it is moved.
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-20T18:00:00Z");
    private volatile long passedNanos;

    @Override
    public Instant instant() {
        return now;
    }

    /// As [System#nanoTime].
    public long nanos() {
        return passedNanos;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
        passedNanos += time.toNanos();
    }

    /// No time passes, but somebody sets the clock on the wall.
    public synchronized void set(Instant to) {
        now = to;
    }
}
