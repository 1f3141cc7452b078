package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Debian's ffmpeg and the bundled one publish: H.264 and AAC by every way, and what enhanced RTMP and SRT have beside.
@Tag("clients")
@Timeout(120)
@ExtendWith(WithClientMatrix.class)
final class FfmpegTest {
    @ParameterizedTest
    @EnumSource(names = {"RTMP", "RTMPS", "SRT"})
    void debiansPublishes(Way way, ClientMatrix matrix) throws Exception {
        Path ffmpeg = Programs.need("ffmpeg", "ffmpeg");
        String name = ClientMatrix.named("ffmpeg", List.of(ffmpeg.toString(), "-version"));
        Publishing.seen(matrix, name, way, "", address -> {
            List<String> command = new ArrayList<>(List.of(ffmpeg.toString()));
            command.addAll(BundledFfmpeg.scene(Publishing.SECONDS));
            command.addAll(to(way, address));
            return Run.start(command);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RTMP", "RTMPS", "SRT"})
    void theBundledOnePublishes(Way way, ClientMatrix matrix) throws Exception {
        bundled(way, "", BundledFfmpeg.scene(Publishing.SECONDS), matrix);
    }

    @ParameterizedTest
    @CsvSource({
        "RTMP, HEVC and Opus, -c:v libx265 -preset ultrafast -x265-params log-level=error -c:a libopus",
        "RTMP, AV1 and FLAC, -c:v libsvtav1 -preset 12 -c:a flac",
        "RTMP, VP9 and AC-3, -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a ac3",
        "RTMP, H.264 and E-AC-3, -c:v libx264 -preset ultrafast -bf 2 -c:a eac3",
        "SRT, HEVC and AAC, -c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac",
        "SRT, H.264 and Opus, -c:v libx264 -preset ultrafast -bf 2 -c:a libopus"
    })
    void theBundledOnePublishesOtherCodecs(Way way, String codecs, String coding, ClientMatrix matrix)
            throws Exception {
        bundled(way, codecs, BundledFfmpeg.scene(Publishing.SECONDS, coding), matrix);
    }

    private static void bundled(Way way, String codecs, List<String> scene, ClientMatrix matrix) throws Exception {
        String name = ClientMatrix.named("ffmpeg (bundled)", BundledFfmpeg.command(List.of("-version")));
        Publishing.seen(matrix, name, way, codecs, address -> {
            List<String> arguments = new ArrayList<>(scene);
            arguments.addAll(to(way, address));
            return Run.start(BundledFfmpeg.command(arguments));
        });
    }

    private static List<String> to(Way way, String address) {
        return List.of("-f", way == Way.SRT ? "mpegts" : "flv", address);
    }
}
