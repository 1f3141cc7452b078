package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final Duration ADVICE = Duration.ofSeconds(60);
    private static final Duration RECONNECTS_AFTER = Duration.ofSeconds(4);

    @TempDir
    Path home;

    @Test
    @Tag("core")
    void publishes(ClientMatrix matrix) throws Exception {
        String name = ObsStudio.named();
        matrix.cell(Seen.Side.PUBLISHES, name, Way.RTMP, () -> {
            ShowAddresses show = matrix.server().show(name);
            try (ObsStudio obs = stream(show.rtmp(), show.key())) {
                obs.studio().await("connection", line -> line.contains("Connection to rtmp://"), START);
                matrix.server().awaitMedia(show);
                return BundledFfmpeg.decode(show.flv(), 4).isPictureAndSound(30).words();
            }
        });
    }

    /// With the whole address as its server, as the studio gives it, and no stream key: that field is SRT's passphrase.
    /// Source: OBS 29, plugins/obs-ffmpeg/obs-ffmpeg-mpegts.c.
    @Test
    void publishesBySrt(ClientMatrix matrix) throws Exception {
        String name = ObsStudio.named();
        matrix.cell(Seen.Side.PUBLISHES, name, Way.SRT, () -> {
            ShowAddresses show = matrix.server().show(name + " by SRT");
            try (ObsStudio obs = stream(matrix.entrance(show, Way.SRT), "")) {
                obs.studio().await("start", line -> line.contains("==== Streaming Start"), START);
                matrix.server().awaitMedia(show);
                return BundledFfmpeg.decode(show.flv(), 4).isPictureAndSound(30).words();
            }
        });
    }

    /// As many a person sets it who wants the best picture for the bits.
    @Test
    void theStudioSaysWhatIsSetBadly(ClientMatrix matrix) throws Exception {
        String name = ObsStudio.named();
        JsonObject bad = new JsonObject().put("keyint_sec", 8).put("x264opts", "bframes=3 b-adapt=0");
        matrix.cell(Seen.Side.PUBLISHES, name, "RTMP, a keyframe each 8 s and B-frames", () -> {
            ShowAddresses show = matrix.server().show(name + ", badly set");
            try (ObsStudio obs = ObsStudio.stream(home, new ObsSettings(show.rtmp(), show.key(), bad))) {
                obs.studio().await("connection", line -> line.contains("Connection to rtmp://"), START);
                matrix.server().await("advice", ADVICE, () -> remedies(matrix, show)
                        .keySet()
                        .containsAll(List.of("keyframes-rare", "b-frames")));
                Map<String, String> remedies = remedies(matrix, show);
                assertThat(remedies.get("keyframes-rare")).contains("2 s", "Output", "OBS");
                assertThat(remedies.get("b-frames")).contains("Max B-frames to 0", "OBS");
                return "plays on, and the studio says: " + remedies.get("keyframes-rare");
            }
        });
    }

    /// What the studio says is to be done, by the code of the fault.
    private static Map<String, String> remedies(ClientMatrix matrix, ShowAddresses show) throws Exception {
        Map<String, String> remedies = new TreeMap<>();
        for (Object one : matrix.server().encoder(show).getJsonArray("advice")) {
            JsonObject advice = (JsonObject) one;
            remedies.put(advice.getString("code"), advice.getString("remedy"));
        }
        return remedies;
    }

    private ObsStudio stream(String server, String key) throws Exception {
        return ObsStudio.stream(home, ObsSettings.simple(server, key));
    }

    /// `failed: -3` is OBS_OUTPUT_INVALID_STREAM, which OBS tells its user as "Could not access the specified channel
    /// or stream key"; any other end of a connection that it had makes it try again for ever.
    /// Source: OBS 29, libobs/obs-defs.h and plugins/obs-outputs/rtmp-stream.c.
    @Test
    @Tag("core")
    void withAWrongKeyItSaysSoAndDoesNotTryAgain(ClientMatrix matrix) throws Exception {
        ShowAddresses show = matrix.server().show("Not for this key");
        try (ObsStudio obs = stream(show.rtmp(), "sk_nobody_has_this")) {
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
        try (ObsStudio obs = stream(matrix.server().rtmps(), show.key())) {
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
