package footlight.engine.doctor;

import org.jspecify.annotations.Nullable;

/// What was measured of one encoder, averaged over the last seconds.
///
/// @param picture null when it announced none
/// @param sound null when it announced none
/// @param mended how many times of the last minute's frames had to be repaired
/// @param clockUnit what its timestamps count; empty when that is milliseconds, as it should be
/// @param apartMs how much further the sound is than the picture; negative when the picture is ahead
/// @param onSeconds since this encoder's turn began
public record Measured(
        @Nullable Picture picture,
        @Nullable Sound sound,
        Uplink uplink,
        Returns returns,
        long mended,
        String clockUnit,
        long apartMs,
        int onSeconds) {

    /// Nothing yet.
    public static final Measured NOTHING =
            new Measured(null, null, new Uplink(0, 0, 0), new Returns(0, 0), 0, "", 0, 0);

    /// @param seconds how many were measured, 30 at most
    /// @param framesPerSecond over the last 5
    /// @param missing the share of frames that are not there, were they as far apart as most are
    /// @param keyframeGapMs the longest of the last three, or the one that goes on; 0 when not known yet
    /// @param keyframeGapAtMostMs as before, once three were seen; else 0
    /// @param reordered the share of frames that are shown before one that came before them: B-frames
    /// @param bitsPerSecond over the last 10 seconds
    /// @param meanBitsPerSecond over all seconds that were measured
    /// @param peakBitsPerSecond of the largest two seconds in a row
    /// @param silentMs since the newest frame arrived; 0 before the first
    public record Picture(
            PictureKind kind,
            int width,
            int height,
            int seconds,
            double framesPerSecond,
            double missing,
            long keyframeGapMs,
            long keyframeGapAtMostMs,
            double reordered,
            long bitsPerSecond,
            long meanBitsPerSecond,
            long peakBitsPerSecond,
            long silentMs) {
        static final Picture NONE = new Picture(PictureKind.USUAL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// @param seconds how many were measured, 60 at most
    /// @param holes in the sound's own clock, in those seconds
    /// @param holesMs the same, added up
    /// @param silentMs since the newest frame arrived; 0 before the first
    public record Sound(
            String codec, int sampleRateHz, int channels, int seconds, int holes, long holesMs, long silentMs) {
        static final Sound NONE = new Sound("", 0, 0, 0, 0, 0, 0);
    }

    /// @param seconds how many were measured, 10 at most
    /// @param jitterMs between the most prompt and the latest frame
    /// @param lagMs how much later all frames come than they did at best
    public record Uplink(int seconds, long jitterMs, long lagMs) {}

    /// @param count in the last ten minutes
    /// @param longestAwayMs of those
    public record Returns(int count, long longestAwayMs) {}
}
