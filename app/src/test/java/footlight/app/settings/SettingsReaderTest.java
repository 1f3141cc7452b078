package footlight.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @TempDir
    Path folder;

    @Test
    void holdsTheDefaultsWhenNobodyChose() {
        ChosenSettings settings = read(List.of(), Map.of());
        assertThat(settings.of(Settings.HTTP_PORT)).isEqualTo(8080);
        assertThat(settings.of(Settings.RTMP_PORT)).isEqualTo(1935);
        assertThat(settings.of(Settings.LIVE_GRACE)).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.of(Settings.MEDIA_MEMORY)).isEqualTo(new MemoryAmount.Part(50));
        assertThat(settings.find(Settings.DATABASE_URL)).isEmpty();
        assertThat(settings.summary()).isEqualTo("all defaults");
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        file("http.port = 1001\nrtmp.port = 1002\n# a remark\n\nlive.grace = 5s\n");
        ChosenSettings settings =
                read(List.of("--http-port=3001"), Map.of("FOOTLIGHT_HTTP_PORT", "2001", "FOOTLIGHT_RTMP_PORT", "2002"));
        assertThat(settings.of(Settings.HTTP_PORT)).isEqualTo(3001);
        assertThat(settings.of(Settings.RTMP_PORT)).isEqualTo(2002);
        assertThat(settings.of(Settings.LIVE_GRACE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void understandsFlagsWithDotsDashesAndAValueBehindABlank() {
        ChosenSettings settings = read(List.of("--http.port", "1", "--rtmp-port=2", "--data.dir=x"), Map.of());
        assertThat(settings.of(Settings.HTTP_PORT)).isEqualTo(1);
        assertThat(settings.of(Settings.RTMP_PORT)).isEqualTo(2);
        assertThat(settings.of(Settings.DATA_DIR)).isEqualTo(Path.of("x"));
    }

    @Test
    void everySettingCanBeGivenByFileByTheEnvironmentAndByFlag() throws IOException {
        for (Setting<?> setting : Settings.ALL) {
            String value = setting.standard();
            if (value == null) continue;
            assertThat(setting.environmentName()).matches("[A-Z_]+");
            read(List.of("--" + setting.name() + "=" + value), Map.of());
            read(List.of(setting.flag() + "=" + value), Map.of());
            read(List.of(), Map.of(setting.environmentName(), value));
            file(setting.name() + " = " + value + "\n");
            read(List.of(), Map.of());
        }
        ChosenSettings chosen = read(List.of(), Map.of("FOOTLIGHT_LIVE_GRACE", "1h"));
        assertThat(chosen.of(Settings.LIVE_GRACE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aWrongValueIsRefusedWithItsNameItsValueAndWhatWouldBeRight() {
        assertRefused(
                List.of("--http.port=80a"), Map.of(), "--http.port is `80a` on the command line: expected a port");
        assertRefused(List.of("--http.port=70000"), Map.of(), "`70000`");
        assertRefused(List.of(), Map.of("FOOTLIGHT_LIVE_GRACE", "soon"), "FOOTLIGHT_LIVE_GRACE is `soon`");
        assertRefused(List.of("--live.flush=2000"), Map.of(), "`frame`, or milliseconds from 0 to 1000");
        assertRefused(List.of("--public.url=example.org/x"), Map.of(), "https://live.example.org");
        assertRefused(List.of("--http.port"), Map.of(), "--http.port has no value");
    }

    @Test
    void anIssuerKeepsEveryLetterAndNoSecretGoesThereInTheOpen() {
        for (String issuer :
                List.of("https://id.example.org/realms/house", "https://tenant.example.org/", "http://127.0.0.1:8090"))
            assertThat(read(List.of("--signin.oidc.issuer=" + issuer), Map.of())
                            .find(Settings.SIGNIN_OIDC_ISSUER)
                            .map(String::valueOf))
                    .contains(issuer);
        for (String address : List.of(
                "http://id.example.org",
                "http://127.0.0.1.example.org",
                "ftp://id.example.org",
                "https://",
                "https://me:word@id.example.org",
                "https://id.example.org/#x"))
            for (String name : List.of("oidc.issuer", "facebook.address", "x.address"))
                assertRefused(List.of("--signin." + name + "=" + address), Map.of(), "expected an https address");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestOne() throws IOException {
        assertRefused(List.of("--htp-port=1"), Map.of(), "did you mean --http-port?");
        assertRefused(List.of(), Map.of("FOOTLIGHT_RTMP_PROT", "1"), "did you mean FOOTLIGHT_RTMP_PORT?");
        assertRefused(List.of("--quite-other=1"), Map.of(), "see docs/settings.md");
        file("data.dirr = x\n");
        assertRefused(List.of(), Map.of(), "did you mean data.dir?");
    }

    @Test
    void everyComplaintIsToldAtOnce() {
        assertThatThrownBy(() -> read(List.of("--http.port=x", "--rtmp.port=y"), Map.of()))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining("--http.port")
                .hasMessageContaining("--rtmp.port");
    }

    @Test
    void aSecretIsNeverShown() {
        String secret = "postgresql://u:hush@h/db";
        assertThat(read(List.of("--database.url=" + secret), Map.of()).summary())
                .isEqualTo("database.url=(hidden)");
        assertThatThrownBy(() -> read(List.of("--database.url=mysql://u:hush@h/db"), Map.of()))
                .hasMessageContaining("database.url")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aDatabaseWhoseHostCannotBeReadIsRefusedAtOnce() {
        assertRefused(
                List.of("--database.url=postgresql://u:hush@the_host/db"),
                Map.of(),
                "--database.url is (hidden) on the command line: expected an address such as `postgresql://");
    }

    @Test
    void whatNeedsACertificateIsRefusedWithoutOne() {
        assertRefused(List.of("--https.port=8443"), Map.of(), "expected tls.cert and tls.key");
        assertRefused(List.of("--tls.cert=a.pem"), Map.of(), "expected tls.key beside it");
    }

    @Test
    void twoDoorsOnOnePortAreRefused() {
        assertRefused(List.of("--rtmp.port=8080"), Map.of(), "which http.port has");
        assertThat(read(List.of("--rtmp.port=0", "--http.port=0"), Map.of()).of(Settings.HTTP_PORT))
                .isZero();
    }

    @Test
    void anEmptyValueMeansTheDefault() {
        assertThat(read(List.of(), Map.of("FOOTLIGHT_HTTP_PORT", "")).of(Settings.HTTP_PORT))
                .isEqualTo(8080);
    }

    @Test
    void theFileCanBeNamedAndMustThenBeThere() throws IOException {
        Files.writeString(folder.resolve("other.conf"), "public.url = https://live.example.org/\n");
        assertThat(read(List.of("--config=other.conf"), Map.of()).find(Settings.PUBLIC_URL))
                .contains(URI.create("https://live.example.org"));
        assertRefused(List.of("--config=none.conf"), Map.of(), "none.conf cannot be read");
    }

    private ChosenSettings read(List<String> flags, Map<String, String> environment) {
        return SettingsReader.read(flags, environment, folder);
    }

    private void assertRefused(List<String> flags, Map<String, String> environment, String words) {
        assertThatThrownBy(() -> read(flags, environment))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining(words);
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("footlight.conf"), text);
    }
}
