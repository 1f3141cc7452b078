package footlight.platform.running;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that stands until it is moved.
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-20T18:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
