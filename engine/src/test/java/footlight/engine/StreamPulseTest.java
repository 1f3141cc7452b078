package footlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.Frame;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.Publication;
import footlight.live.StreamSettings;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StreamPulseTest {
    private final LocalStreams streams = new LocalStreams(StreamSettings.DEFAULT, new MediaMemory(1 << 20));
    private final StreamPulse pulse = new StreamPulse(streams);
    private final Publication publication =
            streams.open("s", new EmbeddedChannel().eventLoop()).publish(why -> {});

    @Test
    void ratesAreThoseSinceTheLastSample() {
        publication.format(new TrackFormat.Video(
                TrackFormat.VideoCodec.H264, 1000, 1280, 720, ByteBuffer.wrap(new byte[] {1, 0x4d, 0x40, 0x1f})));
        publication.format(new TrackFormat.Audio(
                TrackFormat.AudioCodec.AAC, 1000, 48_000, 2, ByteBuffer.wrap(new byte[] {0x11, (byte) 0x90})));
        pulse.sample(10_000);
        for (int i = 0; i < 60; i++) frame(TrackKind.VIDEO, 10_000 + i * 33, i % 30 == 0, 1000);
        for (int i = 0; i < 50; i++) frame(TrackKind.AUDIO, 10_000 + i * 40, false, 100);
        pulse.sample(12_000);

        EncoderReading reading = pulse.reading("s").orElseThrow();
        assertThat(reading.bitrateBps()).isEqualTo(240_000 + 20_000);
        assertThat(reading.video())
                .isEqualTo(new EncoderReading.Video("H.264", "avc1.4d401f", "Main", 1280, 720, 30.0, 240_000, 990));
        assertThat(reading.audio()).isEqualTo(new EncoderReading.Audio("AAC", "mp4a.40.2", 48_000, 2, 20_000));
    }

    @Test
    void aWallClockThatIsSetInBetweenDoesNotStopThePulse() {
        publication.format(new TrackFormat.Video(
                TrackFormat.VideoCodec.H264, 1000, 1280, 720, ByteBuffer.wrap(new byte[] {1, 0x4d, 0x40, 0x1f})));
        pulse.sample(10_000);
        frame(TrackKind.VIDEO, 10_000, true, 1000);
        frame(TrackKind.VIDEO, 1_800_000_000_000L, true, 1000);
        pulse.sample(1_800_000_000_000L);

        assertThat(pulse.reading("s")).isPresent();
    }

    @Test
    void thereIsNoReadingWithoutAnEncoder() {
        pulse.sample(1000);
        pulse.sample(2000);
        assertThat(pulse.reading("s")).isPresent();
        publication.end();
        pulse.sample(3000);
        assertThat(pulse.reading("s")).isEmpty();
        assertThat(pulse.reading("other")).isEmpty();
    }

    private void frame(TrackKind track, long ms, boolean keyframe, int bytes) {
        publication.add(
                new Frame(track, ms, 0, keyframe, ms, Unpooled.buffer(bytes).writeZero(bytes)));
    }
}
