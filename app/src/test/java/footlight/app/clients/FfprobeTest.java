package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// ffprobe names what is in a stream, and decodes some seconds of it.
@Tag("clients")
@Timeout(90)
@ExtendWith(WithClientMatrix.class)
final class FfprobeTest {
    @ParameterizedTest
    @EnumSource(names = {"HTTP_FLV", "HTTPS_FLV", "RTMP", "RTMPS", "HLS", "HTTPS_HLS"})
    void reads(Way way, ClientMatrix matrix) throws Exception {
        Path ffprobe = Programs.need("ffprobe", "ffmpeg");
        String name = ClientMatrix.named("ffprobe", List.of(ffprobe.toString(), "-version"));
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            List<String> command = new ArrayList<>(List.of(ffprobe.toString()));
            command.addAll(BundledFfmpeg.words("-v error -count_frames -read_intervals %+3"
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
}
