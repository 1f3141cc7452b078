package footlight.engine.doctor;

import footlight.live.TrackFormat;
import org.jspecify.annotations.Nullable;

/// Measures a sound track by its own clock. One for each stream, on its loop.
final class SoundGauge {
    private static final int INTERVALS = 64;
    private static final int KNOWN = 16;
    private static final int SECONDS = 60;
    /// Less is rounding, or an encoder that counts in its own steps.
    private static final long HOLE_AT_LEAST_MS = 120;

    private final Ring intervalsMs = new Ring(INTERVALS);
    private final Ring holes = new Ring(SECONDS);
    private final Ring holesMs = new Ring(SECONDS);

    private TrackFormat.@Nullable Audio format;
    private boolean begun;
    private long newestMs;
    private long arrivedMs = Long.MIN_VALUE;
    private long secondHoles;
    private long secondHolesMs;

    void format(TrackFormat.@Nullable Audio now) {
        if (now == null ? format == null : now.equals(format)) return;
        format = now;
        reset();
    }

    /// Another encoder's turn begins: what was measured of the one before counts no more.
    void reset() {
        intervalsMs.clear();
        holes.clear();
        holesMs.clear();
        begun = false;
        arrivedMs = Long.MIN_VALUE;
        secondHoles = 0;
        secondHolesMs = 0;
    }

    /// @param decodeMs rises
    /// @param nowMs of a clock that is never set
    void frame(long decodeMs, long nowMs) {
        if (begun) interval(decodeMs - newestMs);
        begun = true;
        newestMs = decodeMs;
        arrivedMs = nowMs;
    }

    private void interval(long ms) {
        long usualMs = intervalsMs.size() < KNOWN ? 0 : usualMs();
        if (usualMs > 0 && ms > Math.max(HOLE_AT_LEAST_MS, 3 * usualMs)) {
            secondHoles++;
            secondHolesMs += ms - usualMs;
        } else {
            intervalsMs.add(ms);
        }
    }

    /// The mean, for steps that the clock's milliseconds round: 21, 21, 22.
    private long usualMs() {
        return Math.max(1, Math.round(intervalsMs.mean(INTERVALS)));
    }

    /// Turns the page on the last minute's list; once a second while an encoder is on.
    void second() {
        holes.add(secondHoles);
        holesMs.add(secondHolesMs);
        secondHoles = 0;
        secondHolesMs = 0;
    }

    /// Decode time of the newest frame; empty before there was one.
    boolean begun() {
        return begun;
    }

    long newestMs() {
        return newestMs;
    }

    Measured.@Nullable Sound read(long nowMs) {
        if (format == null) return null;
        return new Measured.Sound(
                format.codecName(),
                format.sampleRateHz(),
                format.channels(),
                holes.size(),
                (int) holes.sum(SECONDS),
                holesMs.sum(SECONDS),
                arrivedMs == Long.MIN_VALUE ? 0 : nowMs - arrivedMs);
    }
}
