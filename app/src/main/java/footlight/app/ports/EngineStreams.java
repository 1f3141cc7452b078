package footlight.app.ports;

import footlight.engine.EncoderReading;
import footlight.engine.StreamPulse;
import footlight.engine.doctor.Advice;
import footlight.engine.doctor.EncoderDoctor;
import footlight.engine.doctor.Fault;
import footlight.engine.hls.HlsStreams;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.platform.show.EncoderAdvice;
import footlight.platform.show.EncoderFacts;
import footlight.platform.show.Streams;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The platform's view of the streams that the engine carries. Safe on every thread.
public final class EngineStreams implements Streams {
    private final LocalStreams streams;
    private final HlsStreams hls;
    private final StreamPulse pulse;
    private final EncoderDoctor doctor;
    private final OpenDoors open;

    EngineStreams(LocalStreams streams, HlsStreams hls, StreamPulse pulse, EncoderDoctor doctor, OpenDoors open) {
        this.streams = streams;
        this.hls = hls;
        this.pulse = pulse;
        this.doctor = doctor;
        this.open = open;
    }

    @Override
    public Optional<EncoderFacts> facts(String streamId) {
        return pulse.reading(streamId).map(reading -> facts(reading, doctor.advice(streamId)));
    }

    @Override
    public int viewers(String streamId) {
        return open.audience(streamId);
    }

    @Override
    public void endViewers(String streamId, String reason) {
        hls.finish(streamId);
        open.revokeLasting(streamId);
    }

    @Override
    public void closeViewers(String streamId, String reason) {
        // First, so that who waits hears that it is over rather than that they must go.
        hls.finish(streamId);
        open.revoke(streamId);
    }

    @Override
    public void review(Stay stay) {
        open.review(stay);
    }

    @Override
    public void closePublisher(String streamId, String reason) {
        streams.find(streamId).ifPresent(LiveStream::dismissPublisher);
    }

    private static EncoderFacts facts(EncoderReading reading, List<Advice> advice) {
        return new EncoderFacts(
                reading.bitrateBps(),
                video(reading.video()),
                audio(reading.audio()),
                advice.stream().map(EngineStreams::advice).toList());
    }

    private static EncoderAdvice advice(Advice advice) {
        Fault fault = advice.fault();
        return new EncoderAdvice(
                fault.code(),
                fault.severity().word(),
                advice.sentence(),
                advice.remedy(),
                advice.since(),
                advice.overSince());
    }

    private static EncoderFacts.@Nullable Video video(EncoderReading.@Nullable Video video) {
        if (video == null) return null;
        return new EncoderFacts.Video(
                video.codec(),
                video.codecString(),
                video.profile(),
                video.width(),
                video.height(),
                video.framesPerSecond(),
                video.bitrateBps(),
                video.keyframeGapMs());
    }

    private static EncoderFacts.@Nullable Audio audio(EncoderReading.@Nullable Audio audio) {
        if (audio == null) return null;
        return new EncoderFacts.Audio(
                audio.codec(), audio.codecString(), audio.sampleRateHz(), audio.channels(), audio.bitrateBps());
    }
}
