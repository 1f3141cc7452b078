package footlight.app.clients;

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

/// streamlink fetches a stream, and what it hands on plays.
@Tag("clients")
@Timeout(90)
@ExtendWith(WithClientMatrix.class)
final class StreamlinkTest {
    private static final int SECONDS = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HTTP_FLV", "HTTPS_FLV", "HLS", "HTTPS_HLS"})
    void fetches(Way way, ClientMatrix matrix) throws Exception {
        Path streamlink = Programs.need("streamlink", "streamlink");
        String name = ClientMatrix.named("streamlink", List.of(streamlink.toString(), "--version"));
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            Path file = folder.resolve("fetched");
            List<String> command = new ArrayList<>(
                    List.of(streamlink.toString(), "--loglevel", "warning", "--force", "-o", file.toString()));
            boolean playlist = way == Way.HLS || way == Way.HTTPS_HLS;
            command.add((playlist ? "hls://" : "httpstream://") + matrix.address(way));
            command.add("best");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment()
                    .put("REQUESTS_CA_BUNDLE", matrix.server().certificate().toString());
            try (Run run = Run.start(builder)) {
                matrix.server().await("bytes of streamlink", Duration.ofSeconds(30), () -> {
                    run.goesOnUntil(System.nanoTime());
                    return file.toFile().length() > 100_000;
                });
                run.goesOnUntil(
                        System.nanoTime() + Duration.ofSeconds(SECONDS + 2).toNanos());
                run.interrupt();
                run.end(Duration.ofSeconds(10));
            }
            return BundledFfmpeg.decode(file.toString(), SECONDS)
                    .isPictureAndSound(BundledFfmpeg.PICTURES_EACH_SECOND)
                    .words();
        });
    }
}
