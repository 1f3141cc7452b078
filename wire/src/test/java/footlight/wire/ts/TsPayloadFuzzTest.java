package footlight.wire.ts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.ByteSlicer;
import footlight.testkit.fuzz.Kept;
import footlight.wire.MalformedMedia;
import footlight.wire.Reading;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.avc.AvcConfiguration;
import footlight.wire.avc.NalUnits;
import footlight.wire.avc.SequenceParameters;
import footlight.wire.hevc.HevcConfiguration;
import footlight.wire.hevc.HevcParameters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class TsPayloadFuzzTest {
    /// Frames are the same whatever packets they come in, up to where they break.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void adts(byte[] input) {
        List<String> whole = frames(List.of(ByteBuffer.wrap(input)));
        Random cuts = new Random(Arrays.hashCode(input));
        assertThat(frames(ByteSlicer.pieces(input, cuts))).isEqualTo(whole);
        assertThat(frames(ByteSlicer.pieces(input, 1 + cuts.nextInt(20)))).isEqualTo(whole);
    }

    private static List<String> frames(List<ByteBuffer> packets) {
        List<String> frames = new ArrayList<>();
        AdtsFrames adts = new AdtsFrames();
        try {
            for (ByteBuffer packet : packets)
                adts.read(packet, (config, _, raw) -> {
                    assertThat(raw.remaining()).isBetween(1, 8184);
                    ByteBuffer record =
                            ByteBuffer.allocate(2).putShort((short) config).flip();
                    assertThat(AudioSpecificConfig.read(record).sampleRate()).isPositive();
                    frames.add(config + " " + HexFormat.of().formatHex(Reading.bytes(raw)));
                });
        } catch (MalformedMedia broken) {
            frames.add(broken.getMessage());
        }
        return frames;
    }

    /// Packets lie one after the other, and their times go on.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void opus(byte[] input) {
        long[] last = {0};
        int[] bytes = {0};
        Reading.tolerated(() -> OpusFrames.read(Reading.amidst(input), (after, packet) -> {
            assertThat(after).isGreaterThanOrEqualTo(last[0]);
            assertThat(packet.hasRemaining()).isTrue();
            last[0] = after;
            bytes[0] += packet.remaining() + 3;
            assertThat(bytes[0]).isLessThanOrEqualTo(input.length);
        }));
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void h264(byte[] input) {
        pictures(input, Pictures.h264()).forEach(set -> {
            SequenceParameters told = AvcConfiguration.read(set.record()).picture();
            assertThat(told.width()).isEqualTo(set.width());
            assertThat(told.height()).isEqualTo(set.height());
        });
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void hevc(byte[] input) {
        pictures(input, Pictures.hevc()).forEach(set -> {
            HevcParameters told = HevcConfiguration.read(set.record()).picture();
            assertThat(told.width()).isEqualTo(set.width());
            assertThat(told.height()).isEqualTo(set.height());
        });
    }

    /// Reads one access unit after the other, each after a byte with its size; samples are what our own walker takes.
    private static List<PictureConfiguration> pictures(byte[] input, Pictures pictures) {
        List<PictureConfiguration> configurations = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(input);
        while (in.hasRemaining()) {
            int bytes = Math.min(in.remaining(), 2 * (in.get() & 0xFF));
            bytes = Math.min(bytes, in.remaining());
            byte[] unit = new byte[bytes];
            in.get(unit);
            Reading.tolerated(() -> {
                pictures.read(Reading.amidst(unit));
                sample(pictures, unit.length);
                pictures.newConfiguration().ifPresent(configurations::add);
            });
        }
        return configurations;
    }

    private static void sample(Pictures pictures, int unitBytes) {
        ByteBuffer sample = ByteBuffer.allocate(pictures.sampleBytes());
        pictures.write(sample);
        assertThat(sample.hasRemaining()).isFalse();
        int[] bytes = {0};
        NalUnits.walk(sample.flip(), 4, (_, _, nal) -> bytes[0] += nal + 3);
        assertThat(bytes[0]).as("with a start code before each").isLessThanOrEqualTo(unitBytes);
    }
}
