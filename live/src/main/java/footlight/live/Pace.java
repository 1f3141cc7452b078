package footlight.live;

/// How far a publisher's times may be ahead of the wall: never much further than at the start, however
/// small the steps that lead there. Follows a clock that runs a little fast or slow.
final class Pace {
    /// Encoders may begin with what they have kept, and send it faster than it plays.
    private static final long AHEAD_AT_MOST_MS = 5_000;

    /// One frame may be ahead of the wall by this, in step and in place, without being a jump.
    private static final long STEP_AHEAD_MS = 500;

    private static final double FOLLOWS = 0.005;
    private static final long FOLLOWS_STEP_MS = 1000;

    private double leadMs;

    /// The first frame, put at `outMs`, arrived at `nowMs`.
    void begin(long outMs, long nowMs) {
        leadMs = outMs - nowMs;
    }

    /// Whether a frame that arrives now, `elapsedMs` after the one before it, may be at `outMs`, `stepMs` after
    /// that one.
    boolean allows(long outMs, long stepMs, long elapsedMs, long nowMs) {
        double aheadMs = outMs - nowMs - leadMs;
        // A frame that catches up after a delay may be far from the one before, and is where it should be.
        return aheadMs <= STEP_AHEAD_MS || (aheadMs <= AHEAD_AT_MOST_MS && stepMs <= elapsedMs + STEP_AHEAD_MS);
    }

    /// Where the wall would have a frame that arrives now.
    long at(long nowMs) {
        return nowMs + Math.round(leadMs);
    }

    /// A frame was put at `outMs`.
    void follow(long outMs, long elapsedMs, long nowMs) {
        double most = Math.min(elapsedMs, FOLLOWS_STEP_MS) * FOLLOWS;
        leadMs += Math.clamp(outMs - nowMs - leadMs, -most, most);
    }
}
