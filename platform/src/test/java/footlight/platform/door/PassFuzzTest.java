package footlight.platform.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.platform.secret.SecretKey;
import footlight.platform.secret.Signer;
import footlight.testkit.fuzz.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class PassFuzzTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-20T19:30:00Z"));
    private static final PassCheck CHECK = new PassCheck(signer(), NOW);
    private static final Pass GOOD = CHECK.make("abc");

    /// Nothing opens a stream but its pass, of which nothing can be changed but the signature's last letter, that holds
    /// fewer bits than a letter has.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void tokens(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        judge(text);
        judge(GOOD.token() + text);
        judge(text + GOOD.token());
        int cut = text.length() % GOOD.token().length();
        judge(GOOD.token().substring(0, cut) + text + GOOD.token().substring(cut));
        assertThat(CHECK.good(GOOD.token(), text)).isEqualTo(text.equals("abc"));
    }

    private static void judge(String token) {
        if (!CHECK.good(token, "abc")) return;
        int signature = GOOD.token().length() - 1;
        assertThat(token).startsWith(GOOD.token().substring(0, signature));
        assertThat(token.substring(signature)).matches("[A-Za-z0-9_-]=?");
    }

    private static Signer signer() {
        try {
            Path folder = Files.createTempDirectory("footlight-pass");
            SecretKey secret = SecretKey.open(folder);
            Files.delete(folder.resolve("secret.key"));
            Files.delete(folder);
            return secret.signer("pass");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
