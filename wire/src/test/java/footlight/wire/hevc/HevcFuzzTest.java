package footlight.wire.hevc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class HevcFuzzTest {
    @Kept
    @FuzzTest(maxDuration = "10m")
    void configurations(byte[] input) {
        Reading.of(input, HevcConfiguration::read).ifPresent(configuration -> {
            assertThat(configuration.lengthBytes()).isIn(1, 2, 4);
            assertThat(configuration.sps()).isNotEmpty();
            List<ByteBuffer> all = Stream.of(configuration.vps(), configuration.sps(), configuration.pps())
                    .flatMap(List::stream)
                    .toList();
            assertThat(all).hasSizeLessThanOrEqualTo(64);
            assertThat(all.stream().mapToInt(set -> 2 + set.remaining()).sum()).isLessThanOrEqualTo(input.length - 23);
            Reading.tolerated(() -> configuration.picture()).ifPresent(HevcFuzzTest::picture);
        });
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void parameters(byte[] input) {
        Reading.of(input, HevcParameters::read).ifPresent(HevcFuzzTest::picture);
    }

    private static void picture(HevcParameters picture) {
        assertThat(picture.width()).isBetween(1, 16384);
        assertThat(picture.height()).isBetween(1, 16384);
        assertThat(picture.bitDepth()).isBetween(8, 16);
    }
}
