package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.Run;
import footlight.testkit.Programs;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Script players in Chromium and Firefox, on a page of another site than the stream's.
@Tag("clients")
@Timeout(150)
@ExtendWith(WithClientMatrix.class)
final class BrowserTest {
    private static final int SECONDS = 8;

    private static final List<String> CHROMIUM = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0",
            "--autoplay-policy=no-user-gesture-required");

    @TempDir
    Path folder;

    /// A player in the page, and the way it takes.
    enum Engine {
        MPEGTS("mpegts.js", "mpegts", Way.WS_FLV, false),
        MPEGTS_HTTP("mpegts.js", "mpegts", Way.HTTP_FLV, false),
        HLS("hls.js", "hls", Way.HLS, false),
        LOW_HLS("hls.js", "hls", Way.LL_HLS, true),
        SHAKA("shaka-player", "shaka", Way.HLS, false),
        LOW_SHAKA("shaka-player", "shaka", Way.LL_HLS, true);

        final String label;
        final String name;
        final Way way;
        final boolean low;

        Engine(String label, String name, Way way, boolean low) {
            this.label = label;
            this.name = name;
            this.way = way;
            this.low = low;
        }
    }

    @ParameterizedTest
    @EnumSource
    void playsInChromium(Engine engine, ClientMatrix matrix) throws Exception {
        Path chromium = Programs.need("chromium", "chromium");
        String name = ClientMatrix.named("Chromium", List.of(chromium.toString(), "--version"));
        List<String> command = new ArrayList<>(List.of(chromium.toString()));
        command.addAll(CHROMIUM);
        command.add("--user-data-dir=" + folder);
        plays(name, command, engine, matrix);
    }

    @ParameterizedTest
    @EnumSource
    void playsInFirefox(Engine engine, ClientMatrix matrix) throws Exception {
        Path firefox = Programs.need("firefox-esr", "firefox-esr");
        String name = ClientMatrix.named("Firefox", List.of(firefox.toString(), "--version"));
        java.nio.file.Files.writeString(folder.resolve("user.js"), """
                user_pref("media.autoplay.default", 0);
                user_pref("media.autoplay.blocking_policy", 0);
                user_pref("datareporting.policy.dataSubmissionEnabled", false);
                user_pref("browser.shell.checkDefaultBrowser", false);
                """);
        plays(
                name,
                List.of(firefox.toString(), "--headless", "--no-remote", "--profile", folder.toString()),
                engine,
                matrix);
    }

    private static void plays(String browser, List<String> command, Engine engine, ClientMatrix matrix)
            throws Exception {
        matrix.cell(Seen.Side.PLAYS, browser + ", " + matrix.players().named(engine.label), engine.way, () -> {
            String address = matrix.address(engine.way);
            List<String> whole = new ArrayList<>(command);
            try (PlayerPage page = PlayerPage.open(matrix.players())) {
                whole.add(page.address(engine.name, address, SECONDS, engine.low));
                ProcessBuilder builder = new ProcessBuilder(whole);
                builder.environment().put("MOZ_DISABLE_CONTENT_SANDBOX", "1");
                try (Run run = Run.start(builder)) {
                    JsonObject seen = page.seen(run);
                    String all = seen.encode() + run.lastWords();
                    assertThat(seen.getDouble("played", 0.0))
                            .as("seconds played; " + all)
                            .isGreaterThan(SECONDS * 0.8);
                    assertThat(seen.getInteger("shown", 0))
                            .as("pictures; " + all)
                            .isGreaterThan(SECONDS * 25 * 3 / 4);
                    assertThat(seen.getBoolean("heard")).as("sound; " + all).isTrue();
                    assertThat(seen.getDouble("pause"))
                            .as("longest pause; " + all)
                            .isLessThan(1.5);
                    assertThat(seen.getValue("error")).as(all).isNull();
                    return String.format(
                            Locale.ROOT,
                            "picture and sound; %d pictures a second, longest pause %.2f s",
                            seen.getInteger("shown") / SECONDS,
                            seen.getDouble("pause"));
                }
            }
        });
    }
}
