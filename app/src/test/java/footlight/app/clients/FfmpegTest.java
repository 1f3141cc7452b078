package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
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

/// Debian's ffmpeg and the bundled one publish; ffplay and ffprobe play.
@Tag("clients")
@Timeout(120)
@ExtendWith(WithClientMatrix.class)
final class FfmpegTest {
    private static final int SECONDS = 4;

    @ParameterizedTest
    @EnumSource(names = {"RTMP", "RTMPS"})
    void debiansFfmpegPublishes(Way way, ClientMatrix matrix) throws Exception {
        Path ffmpeg = Programs.need("ffmpeg", "ffmpeg");
        String name = ClientMatrix.named("ffmpeg", List.of(ffmpeg.toString(), "-version"));
        publishes(name, way, matrix, arguments -> new ProcessBuilder(with(ffmpeg, arguments)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RTMP", "RTMPS"})
    void theBundledFfmpegPublishes(Way way, ClientMatrix matrix) throws Exception {
        String name = ClientMatrix.named("ffmpeg (bundled)", BundledFfmpeg.command(List.of("-version")));
        publishes(name, way, matrix, BundledFfmpeg::command);
    }

    private interface Program {
        ProcessBuilder command(List<String> arguments);
    }

    private static void publishes(String name, Way way, ClientMatrix matrix, Program program) throws Exception {
        matrix.cell(Seen.Side.PUBLISHES, name, way, () -> {
            ShowAddresses show = matrix.server().show(name + " by " + way.label);
            String server = way == Way.RTMPS ? matrix.server().rtmps() : show.rtmp();
            List<String> arguments = new ArrayList<>(BundledFfmpeg.scene(2 * SECONDS + 4));
            arguments.addAll(List.of("-f", "flv", server + "/" + show.key()));
            try (Run encoder = Run.start(program.command(arguments))) {
                matrix.server().awaitMedia(show);
                String words = BundledFfmpeg.decode(show.flv(), SECONDS)
                        .isPictureAndSound(BundledFfmpeg.PICTURES_EACH_SECOND)
                        .words();
                assertThat(encoder.end(Duration.ofSeconds(30)))
                        .as("its end" + encoder.lastWords())
                        .isZero();
                return words;
            }
        });
    }

    @Test
    @Tag("core")
    void ffplayPlays(ClientMatrix matrix) throws Exception {
        ffplayPlays(Way.HTTP_FLV, matrix);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTPS_FLV", "RTMP", "RTMPS", "HLS", "HTTPS_HLS"})
    void ffplayPlaysOtherWays(Way way, ClientMatrix matrix) throws Exception {
        ffplayPlays(way, matrix);
    }

    private void ffplayPlays(Way way, ClientMatrix matrix) throws Exception {
        Path ffplay = Programs.need("ffplay", "ffmpeg");
        String name = ClientMatrix.named("ffplay", List.of(ffplay.toString(), "-version"));
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            String address = matrix.address(way);
            List<String> command = with(
                    ffplay,
                    BundledFfmpeg.words(
                            "-hide_banner -nostats -loglevel info -noframedrop -fflags nobuffer -vf showinfo -af ashowinfo"));
            command.add(address);
            ProcessBuilder player = new ProcessBuilder(command);
            // A display and a sound card that are not there.
            player.environment().put("SDL_VIDEODRIVER", "dummy");
            player.environment().put("SDL_AUDIODRIVER", "dummy");
            try (Run run = Run.start(player)) {
                return Flow.of(
                                run,
                                line -> line.contains("_showinfo_") && line.contains(" pts_time:"),
                                line -> line.contains("_ashowinfo_") && line.contains(" pts_time:"),
                                Duration.ofSeconds(SECONDS))
                        .runs(BundledFfmpeg.PICTURES_EACH_SECOND)
                        .words();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_FLV", "HTTPS_FLV", "RTMP", "HLS"})
    void ffprobeReads(Way way, ClientMatrix matrix) throws Exception {
        Path ffprobe = Programs.need("ffprobe", "ffmpeg");
        String name = ClientMatrix.named("ffprobe", List.of(ffprobe.toString(), "-version"));
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            List<String> command = with(
                    ffprobe,
                    BundledFfmpeg.words("-v error -count_frames -read_intervals %+3"
                            + " -show_entries stream=codec_name,nb_read_frames -of compact=p=0:nk=1"));
            command.add(matrix.address(way));
            try (Run run = Run.start(command)) {
                assertThat(run.end(Duration.ofSeconds(30)))
                        .as("its end" + run.lastWords())
                        .isZero();
                int pictures = frames(run, "h264|");
                int sounds = frames(run, "aac|");
                assertThat(pictures).as("pictures" + run.lastWords()).isGreaterThan(60);
                assertThat(sounds).as("pieces of sound" + run.lastWords()).isGreaterThan(100);
                return "names H.264 and AAC, decodes both";
            }
        });
    }

    private static int frames(Run run, String codec) {
        return run.lines().stream()
                .filter(line -> line.text().startsWith(codec))
                .mapToInt(line -> Integer.parseInt(line.text().substring(codec.length())))
                .findFirst()
                .orElse(0);
    }

    private static List<String> with(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return command;
    }
}
