package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// mpv plays, without a window and without a sound card.
@Tag("clients")
@Timeout(120)
@ExtendWith(WithClientMatrix.class)
final class MpvTest {
    @Test
    @Tag("core")
    void plays(ClientMatrix matrix) throws Exception {
        plays(Way.HTTP_FLV, matrix);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTPS_FLV", "RTMP", "HLS", "HTTPS_HLS"})
    void playsOtherWays(Way way, ClientMatrix matrix) throws Exception {
        plays(way, matrix);
    }

    private void plays(Way way, ClientMatrix matrix) throws Exception {
        Path mpv = Programs.need("mpv", "mpv");
        String name = ClientMatrix.named("mpv", List.of(mpv.toString(), "--version"));
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            List<String> command = new ArrayList<>(List.of(
                    mpv.toString(),
                    "--no-config",
                    "--vo=null",
                    "--ao=null",
                    "--profile=low-latency",
                    "--msg-level=all=warn,ffmpeg=v",
                    "--no-input-terminal",
                    "--term-status-msg=",
                    "--vf=lavfi=[showinfo]",
                    "--af=lavfi=[ashowinfo]"));
            if (way == Way.HTTPS_FLV || way == Way.HTTPS_HLS)
                command.addAll(List.of(
                        "--tls-verify=yes", "--tls-ca-file=" + matrix.server().certificate()));
            command.add(matrix.address(way));
            try (Run player = Run.start(command)) {
                return Flow.of(
                                player,
                                line -> line.contains("showinfo") && line.contains(" iskey:"),
                                line -> line.contains("showinfo") && line.contains(" nb_samples:"),
                                Duration.ofSeconds(4))
                        .runs(BundledFfmpeg.PICTURES_EACH_SECOND)
                        .words();
            }
        });
    }
}
