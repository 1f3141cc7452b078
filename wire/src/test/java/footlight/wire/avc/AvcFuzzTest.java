package footlight.wire.avc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class AvcFuzzTest {
    @Kept
    @FuzzTest(maxDuration = "10m")
    void configurations(byte[] input) {
        Reading.of(input, AvcConfiguration::read).ifPresent(configuration -> {
            assertThat(configuration.lengthBytes()).isIn(1, 2, 4);
            assertThat(configuration.sps()).hasSizeBetween(1, 31);
            int bytes = 6;
            for (ByteBuffer set : configuration.sps()) bytes += 2 + set.remaining();
            for (ByteBuffer set : configuration.pps()) bytes += 2 + set.remaining();
            assertThat(bytes).isLessThanOrEqualTo(input.length);
            assertThat(configuration.codec()).matches("avc1\\.[0-9a-f]{6}");
            Reading.tolerated(() -> configuration.picture()).ifPresent(AvcFuzzTest::picture);
        });
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void parameters(byte[] input) {
        Reading.of(input, SequenceParameters::read).ifPresent(AvcFuzzTest::picture);
    }

    private static void picture(SequenceParameters picture) {
        assertThat(picture.width()).isBetween(1, 16384);
        assertThat(picture.height()).isBetween(1, 16384);
        picture.framesPerSecond().ifPresent(rate -> assertThat(rate).isBetween(Double.MIN_VALUE, 1000.0));
    }

    /// The first byte tells how long lengths are. Units lie one after the other, and with lengths of four bytes they
    /// are the same again.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void units(byte[] input) {
        if (input.length == 0) return;
        int lengthBytes = 1 << ((input[0] & 0xFF) % 3);
        byte[] unit = Arrays.copyOfRange(input, 1, input.length);
        ByteBuffer in = Reading.amidst(unit);
        ByteBuffer again = ByteBuffer.allocate(4 * unit.length);
        int[] end = {in.position()};
        boolean whole = Reading.tolerated(() -> {
                    NalUnits.walk(in, lengthBytes, (type, at, bytes) -> {
                        assertThat(type).isEqualTo(in.get(at) & 0x1F);
                        assertThat(at).isGreaterThanOrEqualTo(end[0] + lengthBytes);
                        assertThat(bytes).isBetween(1, in.limit() - at);
                        again.putInt(bytes).put(in.slice(at, bytes));
                        end[0] = at + bytes;
                    });
                    return true;
                })
                .isPresent();
        if (!whole) return;
        again.flip();
        ByteBuffer third = ByteBuffer.allocate(again.remaining());
        NalUnits.walk(again, 4, (_, at, bytes) -> third.putInt(bytes).put(again.slice(at, bytes)));
        assertThat(third.flip()).isEqualTo(again);
    }
}
