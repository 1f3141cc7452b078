package footlight.engine.doctor;

import footlight.live.TrackFormat;
import org.jspecify.annotations.Nullable;

/// Measures a picture track by its own clock, in seconds of decode time, so that a stuttering line is not taken for a
/// stuttering encoder. One for each stream, on its loop.
final class PictureGauge {
    private static final int SECONDS = 30;
    private static final int RATE_SECONDS = 5;
    private static final int BITRATE_SECONDS = 10;
    private static final int PEAK_SECONDS = 2;
    private static final int GAPS = 3;
    private static final int INTERVALS = 64;
    /// A longer pause says that something was interrupted, and nothing about a rate.
    private static final long PAUSE_MS = 3_000;

    private final Ring frames = new Ring(SECONDS);
    private final Ring bytes = new Ring(SECONDS);
    private final Ring reordered = new Ring(SECONDS);
    private final Ring keyframeGapsMs = new Ring(GAPS);
    private final Ring intervalsMs = new Ring(INTERVALS);

    private TrackFormat.@Nullable Video format;
    private @Nullable PictureKind kind;
    private boolean begun;
    private long secondFromMs;
    private long newestMs;
    private long shownMs = Long.MIN_VALUE;
    private long keyframeMs = Long.MIN_VALUE;
    private long secondFrames;
    private long secondBytes;
    private long secondReordered;
    private long arrivedMs = Long.MIN_VALUE;

    void format(TrackFormat.@Nullable Video now) {
        if (now == null ? format == null : now.equals(format)) return;
        format = now;
        kind = now == null ? null : PictureKind.of(now);
        reset();
    }

    /// Another encoder's turn begins: what was measured of the one before counts no more.
    void reset() {
        frames.clear();
        bytes.clear();
        reordered.clear();
        keyframeGapsMs.clear();
        intervalsMs.clear();
        begun = false;
        keyframeMs = Long.MIN_VALUE;
        shownMs = Long.MIN_VALUE;
        arrivedMs = Long.MIN_VALUE;
        secondFrames = 0;
        secondBytes = 0;
        secondReordered = 0;
    }

    /// @param decodeMs rises
    /// @param nowMs of a clock that is never set
    void frame(long decodeMs, long offsetMs, boolean keyframe, int frameBytes, long nowMs) {
        if (begun && decodeMs - newestMs > PAUSE_MS) reset();
        if (begun) intervalsMs.add(decodeMs - newestMs);
        else secondFromMs = decodeMs;
        begun = true;
        turnSeconds(decodeMs);
        if (keyframe) {
            if (keyframeMs != Long.MIN_VALUE) keyframeGapsMs.add(decodeMs - keyframeMs);
            keyframeMs = decodeMs;
        }
        long showMs = decodeMs + offsetMs;
        // Shown before one that was decoded before it: that is what a B-frame is for.
        if (showMs < shownMs) secondReordered++;
        shownMs = Math.max(shownMs, showMs);
        secondFrames++;
        secondBytes += frameBytes;
        newestMs = decodeMs;
        arrivedMs = nowMs;
    }

    private void turnSeconds(long decodeMs) {
        while (decodeMs - secondFromMs >= 1000) {
            frames.add(secondFrames);
            bytes.add(secondBytes);
            reordered.add(secondReordered);
            secondFrames = 0;
            secondBytes = 0;
            secondReordered = 0;
            secondFromMs += 1000;
        }
    }

    Measured.@Nullable Picture read(long nowMs) {
        if (format == null || kind == null) return null;
        long gapMs = keyframeGapsMs.max(GAPS);
        // One that is overdue counts while it is awaited.
        if (keyframeMs != Long.MIN_VALUE) gapMs = Math.max(gapMs, newestMs - keyframeMs);
        long frameCount = frames.sum(BITRATE_SECONDS);
        return new Measured.Picture(
                kind,
                format.width(),
                format.height(),
                frames.size(),
                frames.mean(RATE_SECONDS),
                missing(),
                keyframeGapsMs.size() == 0 && gapMs < PAUSE_MS ? 0 : gapMs,
                keyframeGapsMs.full() ? keyframeGapsMs.max(GAPS) : 0,
                frameCount == 0 ? 0 : (double) reordered.sum(BITRATE_SECONDS) / frameCount,
                Math.round(bytes.mean(BITRATE_SECONDS) * 8),
                Math.round(bytes.mean(SECONDS) * 8),
                peakBps(),
                arrivedMs == Long.MIN_VALUE ? 0 : nowMs - arrivedMs);
    }

    /// The share of frames that are not there, were they as far apart as most are.
    private double missing() {
        long usualMs = intervalsMs.median();
        if (!intervalsMs.full() || usualMs == 0) return 0;
        double there = INTERVALS * (double) usualMs / intervalsMs.sum(INTERVALS);
        return Math.max(0, 1 - there);
    }

    private long peakBps() {
        long most = 0;
        for (int back = 0; back + PEAK_SECONDS <= bytes.size(); back++)
            most = Math.max(most, bytes.newest(back) + bytes.newest(back + 1));
        return most * 8 / PEAK_SECONDS;
    }
}
