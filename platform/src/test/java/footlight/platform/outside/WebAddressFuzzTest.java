package footlight.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class WebAddressFuzzTest {
    /// What is read is read again in the same way, and as the JDK reads it.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void texts(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        read(text);
        read("https://" + text);
        read("http://127.0.0.1" + text);
    }

    private static void read(String text) {
        if (!(WebAddress.read(text) instanceof WebAddress.Read.Good(WebAddress address))) return;
        assertThat(WebAddress.read(address.text())).isEqualTo(new WebAddress.Read.Good(address));
        assertThat(address.target()).startsWith("/").matches("[!-~]+");
        assertThat(address.hostField()).matches("[0-9a-z._:\\[\\]-]+");
        URI uri = URI.create(address.text());
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(uri.getRawFragment()).isNull();
    }
}
