package footlight.wire.vpx;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class VpxFuzzTest {
    /// A record is the same in its box.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void configurations(byte[] input) {
        Reading.of(input, VpConfiguration::read).ifPresent(configuration -> {
            assertThat(configuration.profile()).isBetween(0, 3);
            assertThat(configuration.bitDepth()).isIn(8, 10, 12);
            byte[] box = Reading.bytes(Reading.of(input, VpConfiguration::box).orElseThrow());
            assertThat(Reading.of(box, VpConfiguration::read)).contains(configuration);
            assertThat(Reading.of(box, VpConfiguration::record)).isEqualTo(Reading.of(input, VpConfiguration::record));
        });
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void keyframes(byte[] input) {
        Reading.of(input, Vp9Keyframe::read)
                .ifPresent(read -> read.ifPresent(keyframe -> {
                    assertThat(keyframe.width()).isBetween(1, 65536);
                    assertThat(keyframe.height()).isBetween(1, 65536);
                }));
    }
}
