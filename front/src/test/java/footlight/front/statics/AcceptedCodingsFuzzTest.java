package footlight.front.statics;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class AcceptedCodingsFuzzTest {
    /// However it is written, a wish is between not at all and most of all.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void headers(byte[] input) {
        AcceptedCodings wishes = AcceptedCodings.read(new String(input, StandardCharsets.ISO_8859_1));
        assertThat(wishes.identity()).isBetween(0.0, 1.0);
        for (String coding : List.of("gzip", "br", "x"))
            assertThat(wishes.of(coding)).isBetween(0.0, 1.0);
        assertThat(wishes.weights().keySet()).noneMatch(String::isBlank);
    }
}
