package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.testkit.ByteSlicer;
import footlight.testkit.fuzz.Kept;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class TransportFuzzTest {
    /// However it is cut, a transport stream makes the same frames; each comes after its format, with one reference,
    /// and no buffer is left.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void streams(byte[] input) {
        List<String> whole = frames(List.of(ByteBuffer.wrap(input)));
        assertThat(frames(ByteSlicer.pieces(input, new Random(Arrays.hashCode(input)))))
                .isEqualTo(whole);
    }

    private static List<String> frames(List<ByteBuffer> pieces) {
        UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true, true);
        Judge judge = new Judge();
        TransportFrames frames = new TransportFrames(buffers, judge);
        pieces.forEach(frames::feed);
        assertThat(buffers.metric().usedDirectMemory()).isZero();
        assertThat(frames.leftOut()).isNotNegative();
        return judge.said;
    }

    private static final class Judge implements TransportFrames.Sink {
        final List<String> said = new ArrayList<>();
        private boolean pictureKnown;
        private boolean soundKnown;

        @Override
        public void format(TrackFormat format) {
            switch (format) {
                case TrackFormat.Video video -> {
                    pictureKnown = true;
                    assertThat(video.width()).isBetween(1, 16384);
                    assertThat(video.height()).isBetween(1, 16384);
                }
                case TrackFormat.Audio audio -> {
                    soundKnown = true;
                    assertThat(audio.channels()).isBetween(1, 24);
                }
            }
            said.add(format.codecName() + " " + format.config().hashCode());
        }

        @Override
        public void frame(TrackKind track, long decode, long presentation, boolean keyframe, ByteBuf payload) {
            assertThat(track == TrackKind.VIDEO ? pictureKnown : soundKnown).isTrue();
            assertThat(payload.refCnt()).isEqualTo(1);
            assertThat(payload.isReadable()).isTrue();
            said.add(track + " " + decode + " " + presentation + " " + keyframe + " " + ByteBufUtil.hashCode(payload));
            payload.release();
        }

        @Override
        public void refused(String what, Supplier<String> sentence) {
            said.add(what + ": " + sentence.get());
        }
    }
}
