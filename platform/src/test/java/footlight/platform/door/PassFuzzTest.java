package footlight.platform.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.platform.secret.RandomNames;
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
    private static final PassCheck CHECK = new PassCheck(signer(), Revoked.nothing(NOW), new RandomNames(), NOW);
    private static final String STREAM = "abcdefghijkl";
    private static final Pass.Signed GOOD = CHECK.sign(new Pass(
            "passpasspass",
            STREAM,
            "channelchann",
            "user:somebody",
            Standing.VIEWER,
            Ground.BRAND,
            true,
            Instant.parse("2026-11-20T19:40:00Z"),
            7));

    /// Nothing is a pass but what was signed, letter by letter.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void tokens(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        judge(text);
        judge(GOOD.token() + text);
        judge(text + GOOD.token());
        int cut = text.length() % GOOD.token().length();
        judge(GOOD.token().substring(0, cut) + text + GOOD.token().substring(cut));
        assertThat(CHECK.good(GOOD.token(), text).isPresent()).isEqualTo(text.equals(STREAM));
    }

    /// Bytes are a pass that is written as the same bytes, or none.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void forms(byte[] input) {
        PassForm.read(input).ifPresent(pass -> assertThat(PassForm.write(pass)).isEqualTo(input));
    }

    private static void judge(String token) {
        assertThat(CHECK.read(token).isPresent()).isEqualTo(token.equals(GOOD.token()));
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
