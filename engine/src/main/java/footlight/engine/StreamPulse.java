package footlight.engine;

import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.StreamFacts;
import footlight.live.TrackFormat;
import java.nio.ByteBuffer;
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
        ByteBuffer config = format.config();
        return new EncoderReading.Video(
                format.codecName(),
                avcCodecString(config),
                avcProfile(config),
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
        int objectType = format.config().hasRemaining() ? (format.config().get(0) & 0xFF) >> 3 : 2;
        return new EncoderReading.Audio(
                format.codecName(), "mp4a.40." + objectType, format.sampleRateHz(), format.channels(), bps);
    }

    /// RFC 6381, 3.3: the three bytes after the record's version.
    private static String avcCodecString(ByteBuffer config) {
        if (config.remaining() < 4) return "avc1";
        return String.format("avc1.%02x%02x%02x", config.get(1), config.get(2), config.get(3));
    }

    /// ITU-T H.264, A.2: the names of profile_idc.
    private static String avcProfile(ByteBuffer config) {
        if (config.remaining() < 4) return "";
        return switch (config.get(1) & 0xFF) {
            case 66 -> (config.get(2) & 0x40) != 0 ? "Constrained Baseline" : "Baseline";
            case 77 -> "Main";
            case 88 -> "Extended";
            case 100 -> "High";
            case 110 -> "High 10";
            case 122 -> "High 4:2:2";
            case 244 -> "High 4:4:4 Predictive";
            default -> "profile " + (config.get(1) & 0xFF);
        };
    }
}
