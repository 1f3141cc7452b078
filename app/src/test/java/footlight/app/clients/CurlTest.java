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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// curl saves some seconds of a stream as a file, and the file plays.
@Tag("clients")
@Timeout(90)
@ExtendWith(WithClientMatrix.class)
final class CurlTest {
    private static final int SECONDS = 5;
    /// curl's own status for the end of its `--max-time`.
    private static final int TIME_IS_UP = 28;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HTTP_FLV", "HTTPS_FLV", "HTTP2_FLV"})
    void saves(Way way, ClientMatrix matrix) throws Exception {
        Path curl = Programs.need("curl", "curl");
        String name = ClientMatrix.named("curl", List.of(curl.toString(), "--version"));
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            Path file = folder.resolve("saved.flv");
            List<String> command = new ArrayList<>(List.of(
                    curl.toString(),
                    "-sS",
                    way == Way.HTTP2_FLV ? "--http2" : "--http1.1",
                    "--cacert",
                    matrix.server().certificate().toString(),
                    "--max-time",
                    "" + SECONDS,
                    "-w",
                    "HTTP %{http_version} %{response_code} %{content_type}",
                    "-o",
                    file.toString()));
            command.add(matrix.address(way));
            try (Run run = Run.start(command)) {
                assertThat(run.end(Duration.ofSeconds(20))).as(run.lastWords()).isEqualTo(TIME_IS_UP);
                String version = way == Way.HTTP2_FLV ? "2" : "1.1";
                assertThat(run.said("HTTP " + version + " 200 video/x-flv"))
                        .as(run.lastWords())
                        .isTrue();
            }
            BundledFfmpeg.decode(file.toString(), SECONDS - 1).isPictureAndSound(BundledFfmpeg.PICTURES_EACH_SECOND);
            return "saves a file whose picture and sound decode";
        });
    }
}
