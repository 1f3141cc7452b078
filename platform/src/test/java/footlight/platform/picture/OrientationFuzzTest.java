package footlight.platform.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class OrientationFuzzTest {
    @Kept
    @FuzzTest(maxDuration = "10m")
    void images(byte[] input) {
        assertThat(Orientation.of(input).value()).isBetween(1, 8);
    }
}
