package footlight.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.Frame;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.Publication;
import footlight.live.StreamSettings;
import footlight.live.TrackKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The doctor at the hub: from a stream's first frame to its end.
class EncoderDoctorTest {
    private final LocalStreams streams = new LocalStreams(StreamSettings.DEFAULT, new MediaMemory(1 << 20));
    private final EncoderDoctor doctor =
            new EncoderDoctor(streams, InstantSource.fixed(Instant.parse("2026-11-20T18:00:00Z")));
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LiveStream stream = streams.open("s", channel.eventLoop());
    private final ByteBuf payload = Unpooled.buffer(10).writeZero(10);

    private Publication publish() {
        Publication publication = stream.publish(why -> {});
        publication.format(Encoder.picture("64001f", 426, 240));
        publication.add(new Frame(TrackKind.VIDEO, 0, 0, true, 0, payload.retainedSlice()));
        return publication;
    }

    private List<Advice> looked(int times) {
        for (int i = 0; i < times; i++) {
            doctor.look();
            channel.runPendingTasks();
        }
        return doctor.advice("s");
    }

    @Test
    void looksAtAStreamWhileItsEncoderIsOnAndSpeaksOfItsProgram() {
        Publication publication = publish();
        assertThat(doctor.advice("s")).isEmpty();
        doctor.encoderIs("s", "Lavf59.27.100");
        assertThat(looked(3)).singleElement().satisfies(advice -> {
            assertThat(advice.sentence()).isEqualTo("The picture is small: 426x240.");
            assertThat(advice.remedy()).contains("ffmpeg");
        });
        assertThat(doctor.advice("another")).isEmpty();
        publication.end();
        assertThat(doctor.advice("s")).as("nobody is on").isEmpty();
        assertThat(looked(5)).isEmpty();
        publish();
        assertThat(looked(1)).as("it had been told already").hasSize(1);
    }

    @Test
    void forgetsAStreamThatIsOverAndKeepsNothingOfItsFrames() {
        publish();
        assertThat(looked(3)).hasSize(1);
        stream.end();
        channel.runPendingTasks();
        assertThat(looked(1)).isEmpty();
        doctor.encoderIs("s", "obs");
        assertThat(payload.refCnt()).isEqualTo(1);
    }
}
