package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.Run;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Script players in browsers, and browsers by themselves, on a page of another site than the stream's.
@Tag("clients")
@Timeout(150)
@ExtendWith(WithClientMatrix.class)
final class BrowserTest {
    private static final int SECONDS = 8;

    @TempDir
    Path profile;

    @ParameterizedTest
    @EnumSource
    void playsInChromium(Engine engine, ClientMatrix matrix) throws Exception {
        plays(Browser.chromium(profile), engine, matrix);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NATIVE", "LOW_HLS_HTTP2"})
    void playsInFirefox(Engine engine, ClientMatrix matrix) throws Exception {
        plays(Browser.firefox(profile), engine, matrix);
    }

    /// Not what comes in parts, nor shaka-player: the sound plays, and the picture mostly stands. Its media source is
    /// GStreamer's (WebKitGTK 2.50). Our own page takes other ways there.
    @ParameterizedTest
    @EnumSource(names = {"MPEGTS", "MPEGTS_HTTP", "HLS"})
    void playsInWebKitGtk(Engine engine, ClientMatrix matrix) throws Exception {
        plays(Browser.webKitGtk(profile), engine, matrix);
    }

    @Test
    void firefoxHasNoHlsOfItsOwn(ClientMatrix matrix) throws Exception {
        hasNoHlsOfItsOwn(Browser.firefox(profile), matrix);
    }

    @Test
    void webKitGtkHasNoHlsOfItsOwn(ClientMatrix matrix) throws Exception {
        hasNoHlsOfItsOwn(Browser.webKitGtk(profile), matrix);
    }

    private static void hasNoHlsOfItsOwn(Browser browser, ClientMatrix matrix) throws Exception {
        matrix.cell(Seen.Side.PLAYS, browser.named(), Way.HLS, () -> {
            JsonObject seen = look(browser, Engine.NATIVE, matrix);
            assertThat(seen.getString("canPlayHls")).as(seen.encode()).isEmpty();
            return "not by itself, and says so to the page";
        });
    }

    private static void plays(Browser browser, Engine engine, ClientMatrix matrix) throws Exception {
        String program = engine.in(browser.named(), matrix.players());
        matrix.cell(Seen.Side.PLAYS, program, engine.way, () -> PageSeen.of(look(browser, engine, matrix))
                .plays(SECONDS, engine.low)
                .words(SECONDS));
    }

    private static JsonObject look(Browser browser, Engine engine, ClientMatrix matrix) throws Exception {
        String address = matrix.address(engine.way);
        try (PlayerPage page = PlayerPage.open(matrix.players());
                Run run = browser.open(page.address(engine.name, address, SECONDS, engine.low))) {
            return page.seen(run);
        }
    }
}
