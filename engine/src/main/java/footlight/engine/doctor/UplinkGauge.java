package footlight.engine.doctor;

/// Measures how evenly the leading track arrives: how late each frame is against its own clock, as far as it varies.
/// One for each stream, on its loop.
final class UplinkGauge {
    private static final int JITTER_SECONDS = 10;
    private static final int LAG_SECONDS = 3;
    /// Joins and encoders' first moments are bursts.
    private static final int WARM_UP_SECONDS = 3;
    /// A step like this is a clock that was set, or a pause, and nothing the line did.
    private static final long STEP_MS = 20_000;

    private final Ring earliest = new Ring(JITTER_SECONDS);
    private final Ring latest = new Ring(JITTER_SECONDS);

    private long secondEarliest = Long.MAX_VALUE;
    private long secondLatest = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;
    private long best = Long.MAX_VALUE;
    private int warmUp;

    void reset() {
        earliest.clear();
        latest.clear();
        secondEarliest = Long.MAX_VALUE;
        secondLatest = Long.MIN_VALUE;
        newest = Long.MIN_VALUE;
        best = Long.MAX_VALUE;
        warmUp = 0;
    }

    /// @param nowMs of a clock that is never set
    void frame(long decodeMs, long nowMs) {
        long late = nowMs - decodeMs;
        if (newest != Long.MIN_VALUE && Math.abs(late - newest) > STEP_MS) reset();
        newest = late;
        secondEarliest = Math.min(secondEarliest, late);
        secondLatest = Math.max(secondLatest, late);
    }

    /// Once a second while an encoder is on. A second in which nothing came tells by the frame that comes after it.
    void second() {
        if (secondLatest == Long.MIN_VALUE) return;
        if (warmUp < WARM_UP_SECONDS) {
            warmUp++;
        } else {
            earliest.add(secondEarliest);
            latest.add(secondLatest);
            best = Math.min(best, secondEarliest);
        }
        secondEarliest = Long.MAX_VALUE;
        secondLatest = Long.MIN_VALUE;
    }

    Measured.Uplink read() {
        if (earliest.size() < LAG_SECONDS) return new Measured.Uplink(0, 0, 0);
        return new Measured.Uplink(
                earliest.size(),
                latest.max(JITTER_SECONDS) - earliest.min(JITTER_SECONDS),
                // By the promptest of the last seconds: a hiccup is no lag.
                earliest.min(LAG_SECONDS) - best);
    }
}
