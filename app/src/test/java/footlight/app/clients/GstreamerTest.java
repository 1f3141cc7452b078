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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// GStreamer publishes by flvmux and rtmp2sink, and plays by souphttpsrc and rtmp2src.
@Tag("clients")
@Timeout(120)
@ExtendWith(WithClientMatrix.class)
final class GstreamerTest {
    private static final int SECONDS = 4;
    private static final int SOUNDS_EACH_SECOND = 20;

    private Path gst;
    private String name;

    @BeforeEach
    void find() throws Exception {
        gst = Programs.need("gst-launch-1.0", "gstreamer1.0-tools");
        name = ClientMatrix.named("GStreamer", List.of(gst.toString(), "--version"));
    }

    @ParameterizedTest
    @EnumSource(names = {"RTMP", "RTMPS"})
    void publishes(Way way, ClientMatrix matrix) throws Exception {
        matrix.cell(Seen.Side.PUBLISHES, name, way, () -> {
            ShowAddresses show = matrix.server().show(name + " by " + way.label);
            String server = way == Way.RTMPS ? matrix.server().rtmps() : show.rtmp();
            int seconds = 2 * SECONDS + 4;
            String sink = "rtmp2sink location=" + server + "/" + show.key()
                    + (way == Way.RTMPS ? " tls-validation-flags=0" : "");
            try (Run encoder = launch("-q flvmux name=mux streamable=true ! " + sink
                    + " videotestsrc is-live=true num-buffers=" + 25 * seconds
                    + " ! video/x-raw,width=640,height=360,framerate=25/1"
                    + " ! x264enc speed-preset=ultrafast tune=zerolatency key-int-max=25 bitrate=1000 ! h264parse ! mux."
                    + " audiotestsrc is-live=true samplesperbuffer=1024 num-buffers=" + 48_000 / 1024 * seconds
                    + " ! audio/x-raw,rate=48000,channels=2 ! avenc_aac ! aacparse ! mux.")) {
                matrix.server().awaitMedia(show);
                String words = BundledFfmpeg.decode(show.flv(), SECONDS)
                        .isPictureAndSound(25)
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
    void plays(ClientMatrix matrix) throws Exception {
        plays(Way.HTTP_FLV, matrix);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTPS_FLV", "RTMP", "RTMPS"})
    void playsOtherWays(Way way, ClientMatrix matrix) throws Exception {
        plays(way, matrix);
    }

    private void plays(Way way, ClientMatrix matrix) throws Exception {
        matrix.cell(Seen.Side.PLAYS, name, way, () -> {
            // Each picture and each twentieth of a second of sound is a message, at the time it is due.
            try (Run player = launch("-m " + source(way, matrix.address(way)) + " name=tracks "
                    + pictures(way) + " ! videoconvert ! fakesink name=pictures silent=false sync=true "
                    + sounds(way) + " ! audioconvert ! level interval=50000000 ! fakesink name=sounds sync=true")) {
                Flow flow = Flow.of(
                                player,
                                line -> line.contains("/GstFakeSink:pictures: last-message = chain"),
                                line -> line.contains("level, ") && audible(line),
                                Duration.ofSeconds(SECONDS))
                        .runs(25);
                assertThat(flow.sounds()).isGreaterThan(SECONDS * SOUNDS_EACH_SECOND / 2);
                return flow.words();
            }
        });
    }

    /// An element with the tracks of the stream.
    private static String source(Way way, String address) {
        return switch (way) {
            case HTTP_FLV -> "souphttpsrc is-live=true location=" + address + " ! flvdemux";
            // It has no way on its command line to be told of a certificate.
            case HTTPS_FLV -> "souphttpsrc is-live=true ssl-strict=false location=" + address + " ! flvdemux";
            case RTMP -> "rtmp2src location=" + address + " ! flvdemux";
            case RTMPS -> "rtmp2src tls-validation-flags=0 location=" + address + " ! flvdemux";
            // hlsdemux2 within: it takes nothing but what that one puts before it.
            case HLS -> "uridecodebin3 uri=" + address;
            case HTTP2_FLV, WS_FLV, LL_HLS, HTTPS_HLS -> throw new IllegalArgumentException(way.label);
        };
    }

    private static String pictures(Way way) {
        return way == Way.HLS ? "tracks. ! video/x-raw ! queue" : "tracks.video ! queue ! h264parse ! avdec_h264";
    }

    private static String sounds(Way way) {
        return way == Way.HLS ? "tracks. ! audio/x-raw ! queue" : "tracks.audio ! queue ! aacparse ! avdec_aac";
    }

    /// The tone is at -21 dB; silence would be told as hundreds below.
    private static boolean audible(String level) {
        return level.contains("rms=(GValueArray)< -1") || level.contains("rms=(GValueArray)< -2");
    }

    private Run launch(String pipeline) throws Exception {
        List<String> command = new ArrayList<>(List.of(gst.toString(), "-v"));
        command.addAll(BundledFfmpeg.words(pipeline));
        return Run.start(command);
    }
}
