package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.programs.FfmpegProgram;
import footlight.app.programs.ProgramCache;
import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PublishAnswer;
import footlight.engine.StreamEvents;
import footlight.engine.flv.FlvRoutes;
import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.rtmp.RtmpSettings;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.StreamFacts;
import footlight.live.StreamSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bundled ffmpeg publishes in every codec that enhanced RTMP has and we take, and reads it back over HTTP-FLV
/// and RTMP: to the last decoded frame, without a word of complaint.
@Timeout(120)
final class EnhancedRtmpByFfmpegTest {
    private static final FfmpegProgram FFMPEG = FfmpegProgram.of(
            Optional.empty(),
            ProgramCache.of(System.getenv(), Path.of("target", "programs").toAbsolutePath()));

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private final LocalStreams streams = new LocalStreams(StreamSettings.DEFAULT, new MediaMemory(64 << 20));
    private final Loops loops = Loops.open(2);
    private final PlayGate everybody = request -> new Admission.Granted() {
        @Override
        public void onRevoked(Runnable shut) {}

        @Override
        public void left() {}
    };
    private final RtmpEdge edge = RtmpEdge.open(
            loops,
            RtmpSettings.on("127.0.0.1", 0, -1),
            null,
            new RtmpEdge.House(
                    streams,
                    (request, answer) -> answer.accept(new PublishAnswer.Admitted(request.streamKey())),
                    everybody,
                    new Refusals(),
                    InstantSource.system()));
    private final Front front = Front.open(loops, FrontSettings.local(), List.of(new FlvRoutes(streams, everybody)));

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        edge.close();
        streams.close();
        front.close();
        loops.close();
    }

    @ParameterizedTest
    @CsvSource({
        "libx265 -x265-params log-level=none -preset ultrafast, libopus, hevc, opus",
        "libsvtav1 -preset 12, flac, av1, flac",
        "libvpx-vp9 -deadline realtime -cpu-used 8, ac3, vp9, ac3",
        "libx264 -preset ultrafast -bf 2, eac3, h264, eac3"
    })
    void isReadBackAsItWasSent(String video, String audio, String picture, String sound) throws Exception {
        run("-re -f lavfi -i testsrc2=s=320x180:r=10 -f lavfi -i sine=r=48000 -t 30 -g 10 -c:v " + video + " -c:a "
                + audio + " -f flv rtmp://127.0.0.1:" + edge.port() + "/live/s");
        await(() -> facts().filter(facts -> facts.keyframes() > 1 && facts.audioFrames() > 10)
                .isPresent());

        Process decoding = run("-xerror -i http://127.0.0.1:" + front.httpPort() + "/live/s.flv -t 1 -f null -");
        Process copying =
                run("-xerror -i rtmp://127.0.0.1:" + edge.port() + "/play/s -t 1 -map 0 -c copy -f framemd5 -");
        assertThat(said(decoding)).isEmpty();
        String copied = said(copying);
        assertThat(copied).contains("#codec_id 0: " + picture, "#codec_id 1: " + sound, "#dimensions 0: 320x180");
        assertThat(copied.lines().filter(line -> line.startsWith("0,")).count()).isBetween(5L, 15L);
        assertThat(copied.lines().filter(line -> line.startsWith("1,")).count()).isGreaterThan(8);
        assertThat(refused).isEmpty();
        assertThat(facts().orElseThrow().repairs().frames()).isZero();
    }

    private Optional<StreamFacts> facts() {
        return streams.find("s").map(LiveStream::facts);
    }

    private Process run(String arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-v", "warning"));
        all.addAll(List.of(arguments.split(" ")));
        Process process = FFMPEG.command(all)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        started.add(process);
        return process;
    }

    private static String said(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private final class Refusals implements StreamEvents {
        @Override
        public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {}

        @Override
        public void publisherOff(String streamId, String reason) {}

        @Override
        public void refused(String streamId, InetSocketAddress from, Refused what, String reason) {
            refused.add(reason);
        }
    }
}
