package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// OBS Studio publishes, and stops for good when its key is wrong.
@Tag("clients")
@Timeout(150)
@ExtendWith(WithClientMatrix.class)
final class ObsTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration RECONNECTS_AFTER = Duration.ofSeconds(4);

    @TempDir
    Path home;

    @Test
    @Tag("core")
    void publishes(ClientMatrix matrix) throws Exception {
        String name = ObsStudio.named();
        matrix.cell(Seen.Side.PUBLISHES, name, Way.RTMP, () -> {
            ShowAddresses show = matrix.server().show(name);
            try (ObsStudio obs = ObsStudio.stream(home, show.rtmp(), show.key())) {
                obs.studio().await("connection", line -> line.contains("Connection to rtmp://"), START);
                matrix.server().awaitMedia(show);
                return BundledFfmpeg.decode(show.flv(), 4).isPictureAndSound(30).words();
            }
        });
    }

    /// `failed: -3` is OBS_OUTPUT_INVALID_STREAM, which OBS tells its user as "Could not access the specified channel
    /// or stream key"; any other end of a connection that it had makes it try again for ever.
    /// Source: OBS 29, libobs/obs-defs.h and plugins/obs-outputs/rtmp-stream.c.
    @Test
    @Tag("core")
    void withAWrongKeyItSaysSoAndDoesNotTryAgain(ClientMatrix matrix) throws Exception {
        ShowAddresses show = matrix.server().show("Not for this key");
        try (ObsStudio obs = ObsStudio.stream(home, show.rtmp(), "sk_nobody_has_this")) {
            Run.Line refused = obs.studio().await("answer", line -> line.contains("Connection to rtmp://"), START);
            assertThat(refused.text()).as(obs.studio().lastWords()).endsWith("failed: -3");
            obs.studio().goesOnUntil(System.nanoTime() + RECONNECTS_AFTER.toNanos());
            assertThat(obs.studio().lines().stream().filter(line -> line.text().contains("Connection to rtmp://")))
                    .hasSize(1);
            assertThat(obs.studio().said("econnecting"))
                    .as(obs.studio().lastWords())
                    .isFalse();
        }
        assertThat(matrix.server().logged()).contains("refused: ");
        matrix.saw(new Seen(
                Seen.Side.PUBLISHES,
                ObsStudio.named(),
                "RTMP, wrong key",
                "gives up at once: \"Could not access the specified channel or stream key\""));
    }

    /// It trusts the certificates of the system alone, and has no setting for another.
    @Test
    void aCertificateThatItsSystemDoesNotTrustIsNotTaken(ClientMatrix matrix) throws Exception {
        String name = ObsStudio.named();
        ShowAddresses show = matrix.server().show(name + " by RTMPS");
        try (ObsStudio obs = ObsStudio.stream(home, matrix.server().rtmps(), show.key())) {
            Run.Line refused = obs.studio().await("answer", line -> line.contains("Connection to rtmps://"), START);
            assertThat(refused.text()).contains("failed: ");
        }
        matrix.saw(new Seen(
                Seen.Side.PUBLISHES,
                name,
                Way.RTMPS.label,
                "not with a certificate of one's own making: it trusts the system's alone"));
    }
}
