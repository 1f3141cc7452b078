package footlight.live;

import org.jspecify.annotations.Nullable;

/// The count of one track, from one frame to the next.
final class TrackClock {
    private static final long HALF_RANGE = 1L << 31;

    private final UnitGuess guess = new UnitGuess();

    boolean begun;
    ClockUnit unit = ClockUnit.MILLISECONDS;

    /// The count as if it had never wrapped, in units.
    long count;

    /// What is added to the count's milliseconds.
    long shiftMs;

    long outMs;
    long arrivedMs;
    long wraps;
    private long rawCount;

    /// How far a next count of 32 bits would be from the one before, by the shorter way.
    long moved(long raw) {
        return (int) (raw - rawCount);
    }

    /// The same, had the count 31 bits only, and gone forward.
    static long movedIn31Bits(long moved) {
        return moved < 0 ? moved + HALF_RANGE : moved;
    }

    /// Begins where the other track is.
    void joins(TrackClock other) {
        rawCount = other.rawCount;
        count = other.count;
        unit = other.unit;
    }

    void begins(long raw) {
        rawCount = raw;
        count = raw;
    }

    void moves(long raw, long moved) {
        // Forward, and yet to a smaller number.
        if (moved > 0 && raw < rawCount) wraps++;
        rawCount = raw;
        count += moved;
    }

    long ms() {
        return unit.toMs(count);
    }

    /// What the count seems to be in, when that is something else than was thought.
    @Nullable
    ClockUnit otherUnit(long moved, long elapsedMs, boolean jump) {
        ClockUnit seems = guess.next(moved, elapsedMs, jump);
        return seems == unit ? null : seems;
    }
}
