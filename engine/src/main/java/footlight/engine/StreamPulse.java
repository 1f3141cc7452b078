package footlight.engine;

import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.StreamFacts;
import footlight.live.TrackFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the pulse of every stream: totals become rates. [#sample] is called about once a second by
/// one thread; readings may be asked for on any.
public final class StreamPulse {
    private final LocalStreams streams;
    private Map<String, Beat> before = Map.of();
    private volatile Map<String, EncoderReading> readings = Map.of();

    private record Beat(long nowMs, StreamFacts facts) {}

    public StreamPulse(LocalStreams streams) {
        this.streams = streams;
    }

    /// What the stream's encoder sends; empty while none is on, or none was seen for two samples.
    public Optional<EncoderReading> reading(String streamId) {
        return Optional.ofNullable(readings.get(streamId));
    }

    public void sample(long nowMs) {
        Map<String, Beat> beats = new HashMap<>();
        Map<String, EncoderReading> next = new HashMap<>();
        for (LiveStream stream : streams.all()) {
            StreamFacts facts = stream.facts();
            if (!facts.published()) continue;
            beats.put(stream.id(), new Beat(nowMs, facts));
            Beat last = before.get(stream.id());
            if (last != null && nowMs > last.nowMs) next.put(stream.id(), reading(last, nowMs, facts));
        }
        before = beats;
        readings = Map.copyOf(next);
    }

    private static EncoderReading reading(Beat last, long nowMs, StreamFacts now) {
        long spanMs = nowMs - last.nowMs;
        StreamFacts then = last.facts;
        long videoBps = (now.videoBytes() - then.videoBytes()) * 8000 / spanMs;
        long audioBps = (now.audioBytes() - then.audioBytes()) * 8000 / spanMs;
        double framesPerSecond = (now.videoFrames() - then.videoFrames()) * 1000.0 / spanMs;
        return new EncoderReading(
                now.startedMs(), videoBps + audioBps, video(now, framesPerSecond, videoBps), audio(now, audioBps));
    }

    private static EncoderReading.@Nullable Video video(StreamFacts facts, double framesPerSecond, long bps) {
        TrackFormat.Video format = facts.formats().video();
        if (format == null) return null;
        return new EncoderReading.Video(
                format.codecName(),
                CodecNames.codecString(format),
                CodecNames.profile(format),
                format.width(),
                format.height(),
                framesPerSecond,
                bps,
                // The wall clock may have been set in between.
                Math.clamp(facts.keyframeGapMs(), 0, Integer.MAX_VALUE));
    }

    private static EncoderReading.@Nullable Audio audio(StreamFacts facts, long bps) {
        TrackFormat.Audio format = facts.formats().audio();
        if (format == null) return null;
        return new EncoderReading.Audio(
                format.codecName(), CodecNames.codecString(format), format.sampleRateHz(), format.channels(), bps);
    }
}
