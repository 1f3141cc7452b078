package footlight.engine;

import org.jspecify.annotations.Nullable;

/// What an encoder sends, measured over the last second or so. Rates are in bit/s.
public record EncoderReading(
        long startedMs,
        long bitrateBps,
        @Nullable Video video,
        @Nullable Audio audio) {

    /// `codecString` is as RFC 6381 writes it; `keyframeGapMs` is 0 until two keyframes came.
    public record Video(
            String codec,
            String codecString,
            String profile,
            int width,
            int height,
            double framesPerSecond,
            long bitrateBps,
            int keyframeGapMs) {}

    public record Audio(String codec, String codecString, int sampleRateHz, int channels, long bitrateBps) {}
}
