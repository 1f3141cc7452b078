package footlight.wire.av1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class Av1FuzzTest {
    /// Units lie one after the other, and the last ends where the bytes do.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void units(byte[] input) {
        ByteBuffer in = Reading.amidst(input);
        int[] end = {in.position()};
        boolean whole = Reading.tolerated(() -> {
                    Obus.walk(in, (type, at, bytes) -> {
                        assertThat(type).isBetween(0, 15);
                        assertThat(at).isGreaterThan(end[0]);
                        assertThat(bytes).isBetween(0, in.limit() - at);
                        end[0] = at + bytes;
                    });
                    return true;
                })
                .isPresent();
        if (whole) assertThat(end[0]).isEqualTo(in.limit());
        Reading.of(input, Obus::sequenceHeader).ifPresent(found -> found.ifPresent(Av1FuzzTest::picture));
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void configurations(byte[] input) {
        Reading.of(input, Av1Configuration::read)
                .ifPresent(read -> read.sequence().ifPresent(Av1FuzzTest::picture));
        Reading.of(input, Av1SequenceHeader::read).ifPresent(Av1FuzzTest::picture);
    }

    private static void picture(Av1SequenceHeader picture) {
        assertThat(picture.profile()).isBetween(0, 7);
        assertThat(picture.width()).isBetween(1, 65536);
        assertThat(picture.height()).isBetween(1, 65536);
    }
}
