package footlight.live;

import org.jspecify.annotations.Nullable;

/// Finds out that a track counts in another unit than was thought. It looks at windows of two seconds or more:
/// where nearly every frame seems to jump ahead, counts and wall are compared; where nearly none moves, there is
/// no clock. A network that stalls and catches up makes no jumps, and is not mistaken for either.
final class UnitGuess {
    private static final long WINDOW_MS = 2000;

    /// Where all jump and no unit fits yet, as frames arrive in lumps, the window grows up to this.
    private static final long WINDOW_AT_MOST_MS = 20_000;

    private static final int FRAMES_AT_LEAST = 24;
    private static final double NEARLY_ALL = 0.8;
    private static final double OFF_AT_MOST = 0.15;

    /// A pause counts for no more: it says nothing of a clock that stands still.
    private static final long PAUSE_MS = 250;

    private int frames;
    private int jumps;
    private int still;
    private long counted;
    private long elapsedMs;
    private long steadyMs;
    private long lookAtMs = WINDOW_MS;

    /// The next frame: its count moved by `delta` since the one before, `elapsed` on the wall later, which made a
    /// jump ahead or not. Answers the unit at the end of a window that gives one away, else null.
    @Nullable
    ClockUnit next(long delta, long elapsed, boolean jump) {
        frames++;
        if (jump) jumps++;
        if (delta <= 0) still++;
        counted += delta;
        elapsedMs += elapsed;
        steadyMs += Math.min(elapsed, PAUSE_MS);
        if (frames < FRAMES_AT_LEAST || steadyMs < lookAtMs) return null;
        ClockUnit guess = guess();
        boolean undecided = guess == null && jumps >= NEARLY_ALL * frames;
        if (undecided && lookAtMs < WINDOW_AT_MOST_MS) {
            lookAtMs += WINDOW_MS;
            return null;
        }
        frames = jumps = still = 0;
        counted = elapsedMs = steadyMs = 0;
        lookAtMs = WINDOW_MS;
        return guess;
    }

    private @Nullable ClockUnit guess() {
        if (still >= NEARLY_ALL * frames && counted < steadyMs / 20) return ClockUnit.NONE;
        if (jumps < NEARLY_ALL * frames) return null;
        double countsPerMs = (double) counted / elapsedMs;
        ClockUnit nearest = null;
        double least = OFF_AT_MOST;
        for (ClockUnit unit : ClockUnit.values()) {
            if (unit == ClockUnit.NONE) continue;
            double off = Math.abs(countsPerMs / unit.countsPerMs() - 1);
            if (off < least) {
                nearest = unit;
                least = off;
            }
        }
        return nearest;
    }
}
