package footlight.platform.show;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an encoder sends right now, as the engine measured it.
///
/// @param video null when it sends no picture
/// @param audio null when it sends no sound
/// @param advice what it could do better, the worst first
public record EncoderFacts(
        long bitrateBps, @Nullable Video video, @Nullable Audio audio, List<EncoderAdvice> advice) {
    public static final EncoderFacts NOTHING_YET = new EncoderFacts(0, null, null, List.of());

    public EncoderFacts {
        advice = List.copyOf(advice);
    }

    /// @param codec for people, such as `H.264`
    /// @param codecString RFC 6381, such as `avc1.64001f`
    /// @param keyframeGapMs between the latest two; 0 when not known yet
    public record Video(
            String codec,
            @Nullable String codecString,
            @Nullable String profile,
            int width,
            int height,
            double framesPerSecond,
            long bitrateBps,
            int keyframeGapMs) {}

    public record Audio(String codec, @Nullable String codecString, int sampleRateHz, int channels, long bitrateBps) {}
}
