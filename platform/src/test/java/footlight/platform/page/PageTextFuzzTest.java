package footlight.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class PageTextFuzzTest {
    /// No text breaks out of where it stands, and a script reads back what was put in.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void texts(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(PageText.html(text)).doesNotContain("<", ">", "\"", "'");
        JsonObject said = new JsonObject().put("title", text).put(text, 1);
        String script = PageText.script(said);
        assertThat(script).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(new JsonObject(script)).isEqualTo(said);
    }
}
