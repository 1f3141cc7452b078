package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.front.Refusal;
import footlight.testkit.fuzz.Kept;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class CursorFuzzTest {
    /// As it comes, and packed as we pack it: read and written it says the same, or it is refused.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void texts(byte[] input) {
        read(new String(input, StandardCharsets.ISO_8859_1));
        read(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void read(String text) {
        try {
            Cursor cursor = Cursor.read(text);
            assertThat(cursor.rank()).isBetween(0, 2);
            assertThat(cursor.key().precision()).isLessThanOrEqualTo(27);
            assertThat(Cursor.read(cursor.text())).isEqualTo(cursor);
        } catch (Refusal none) {
            assertThat(none.problem().status()).isBetween(400, 499);
        }
    }
}
