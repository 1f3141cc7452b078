package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The programs that publish in tests.
final class Encoders {
    private Encoders() {}

    /// A test picture of 320x180 at 25 pictures a second with a keyframe in each, and a tone at 48 kHz.
    static Process ffmpeg(String url, String seconds, String... coding) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("ffmpeg", "ffmpeg").toString());
        command.addAll(List.of(
                "-nostdin -v error -re -f lavfi -i testsrc2=s=320x180:r=25 -f lavfi -i sine=r=48000 -g 25".split(" ")));
        command.addAll(List.of(coding));
        command.addAll(List.of("-t", seconds, "-f", "mpegts", url));
        return start(command);
    }

    static final String[] H264_AAC = "-c:v libx264 -preset ultrafast -bf 2 -c:a aac".split(" ");

    /// With `linger`, or ffmpeg would end without waiting until all it wrote has arrived.
    static String url(int port, String streamId, String more) {
        return "srt://127.0.0.1:" + port + "?linger=10&streamid=" + streamId + more;
    }

    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    /// Waits for its end and gives what it said.
    static String finished(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    static void finishedWell(Process process) throws Exception {
        String said = finished(process);
        assertThat(process.exitValue()).as(said).isZero();
    }
}
