package footlight.wire.aac;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class AacFuzzTest {
    @Kept
    @FuzzTest(maxDuration = "10m")
    void configurations(byte[] input) {
        Reading.of(input, AudioSpecificConfig::read).ifPresent(config -> {
            assertThat(config.objectType()).isBetween(1, 95);
            assertThat(config.sampleRate()).isBetween(1000, 192_000);
            assertThat(config.outputRate()).isBetween(1000, 192_000);
            assertThat(config.channels()).isBetween(0, 24);
            assertThat(config.samplesPerFrame()).isIn(960, 1024);
            assertThat(config.codec()).isEqualTo("mp4a.40." + config.objectType());
        });
    }
}
