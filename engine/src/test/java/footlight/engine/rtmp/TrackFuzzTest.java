package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.testkit.fuzz.Kept;
import footlight.wire.MalformedMedia;
import footlight.wire.flv.AudioHead;
import footlight.wire.flv.VideoHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class TrackFuzzTest {
    /// Message after message, each behind two bytes with its kind and size: frames lie in their message and come after
    /// their format, formats are in bounds.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void messages(byte[] input) {
        Judge judge = new Judge();
        PictureTrack picture = new PictureTrack(judge);
        SoundTrack sound = new SoundTrack(judge);
        ByteBuffer in = ByteBuffer.wrap(input);
        while (in.remaining() >= 2) {
            int head = in.getShort();
            ByteBuffer body = in.slice(in.position(), Math.min(in.remaining(), head & 0x7FFF));
            in.position(in.position() + body.remaining());
            judge.bodyBytes = body.remaining();
            try {
                if (head < 0) sound.take(AudioHead.read(body), body);
                else picture.take(VideoHead.read(body), body);
            } catch (MalformedMedia refused) {
                assertThat(refused.getMessage()).hasSizeBetween(1, 300);
            }
        }
    }

    /// An application and a name, a line each: nothing of either but what stands between slashes, and no key in a log.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void names(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        StreamName name = StreamName.of(lines[0], lines.length > 1 ? lines[1] : "");
        assertThat(name.app()).doesNotContain("/", "?");
        assertThat(name.name()).doesNotContain("?").doesNotStartWith("/").doesNotEndWith("/");
        if (name.pass() != null) assertThat(name.pass()).doesNotContain("&");
        if (name.name().length() > name.app().length() + 20)
            assertThat(name.toString()).doesNotContain(name.name());
    }

    private static final class Judge implements TrackSink {
        private int bodyBytes;
        private boolean pictureKnown;
        private boolean soundKnown;

        @Override
        public void format(TrackFormat format) {
            assertThat(format.config().remaining()).isLessThanOrEqualTo((1 << 16) + 4);
            switch (format) {
                case TrackFormat.Video video -> {
                    pictureKnown = true;
                    assertThat(video.width()).isBetween(1, 65536);
                    assertThat(video.height()).isBetween(1, 65536);
                }
                case TrackFormat.Audio audio -> {
                    soundKnown = true;
                    assertThat(audio.sampleRateHz()).isPositive();
                    assertThat(audio.channels()).isBetween(0, 255);
                }
            }
        }

        @Override
        public void frame(TrackKind track, int compositionMs, boolean keyframe, int at, int bytes) {
            assertThat(track == TrackKind.VIDEO ? pictureKnown : soundKnown).isTrue();
            assertThat(at).isPositive();
            assertThat(bytes).isBetween(1, bodyBytes - at);
            assertThat(compositionMs).isBetween(-(1 << 23), 1 << 23);
        }

        @Override
        public void dropped() {}

        @Override
        public void refuse(String what, Supplier<String> reason) {
            assertThat(what).hasSizeBetween(1, 60);
            assertThat(reason.get()).hasSizeLessThan(400);
        }
    }
}
