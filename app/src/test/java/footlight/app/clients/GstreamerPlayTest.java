package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// GStreamer plays by souphttpsrc, rtmp2src, and by both of its HLS elements.
final class GstreamerPlayTest implements PlayingProgram {
    private static final int SOUNDS_EACH_SECOND = 20;
    private static final String ANY_PICTURES = "tracks. ! video/x-raw ! queue";
    private static final String ANY_SOUNDS = "tracks. ! audio/x-raw ! queue";

    @Override
    public String named(ClientMatrix matrix) throws Exception {
        return Gstreamer.named();
    }

    @Override
    public Stream<Way> otherWays() {
        return Stream.of(Way.HTTPS_FLV, Way.RTMP, Way.RTMPS);
    }

    @Override
    public String look(Way way, ClientMatrix matrix) throws Exception {
        return runs(
                source(way, matrix.address(way)) + " ! flvdemux name=tracks",
                "tracks.video ! queue ! h264parse ! avdec_h264",
                "tracks.audio ! queue ! aacparse ! avdec_aac");
    }

    /// Within uridecodebin3 and playbin3, which choose it.
    @Test
    void playsHlsByTheNewerElement(ClientMatrix matrix) throws Exception {
        matrix.cell(
                Seen.Side.PLAYS,
                named(matrix) + ", hlsdemux2",
                Way.HLS,
                () -> runs("uridecodebin3 name=tracks uri=" + matrix.address(Way.HLS), ANY_PICTURES, ANY_SOUNDS));
    }

    /// The older one counts from its own start and leaves a fragment the time that stands in it (`tfdt`), so that a
    /// sink waits for as long as the stream has lasted. All else is right, as a sink without a clock shows.
    @Test
    void theOlderElementOfHlsDecodesAndIsLate(ClientMatrix matrix) throws Exception {
        matrix.cell(Seen.Side.PLAYS, named(matrix) + ", hlsdemux", Way.HLS, () -> {
            String source = "souphttpsrc location=" + matrix.address(Way.HLS) + " ! hlsdemux ! decodebin name=tracks";
            try (Run player = launch(source, ANY_PICTURES, ANY_SOUNDS, false)) {
                Flow flow = watched(player);
                // It comes by whole segments.
                assertThat(flow.pictures()).as(flow.toString()).isGreaterThan(25);
                assertThat(flow.sounds()).as(flow.toString()).isGreaterThan(SOUNDS_EACH_SECOND);
                return "decodes both, and shows them late by the stream's age: take hlsdemux2 (playbin3)";
            }
        });
    }

    private static String runs(String tracks, String pictures, String sounds) throws Exception {
        try (Run player = launch(tracks, pictures, sounds, true)) {
            Flow flow = watched(player).runs(BundledFfmpeg.PICTURES_EACH_SECOND);
            assertThat(flow.sounds()).isGreaterThan((int) flow.time().toSeconds() * SOUNDS_EACH_SECOND / 2);
            return flow.words();
        }
    }

    private static Flow watched(Run player) throws Exception {
        return Flow.of(
                player,
                line -> line.contains("/GstFakeSink:pictures: last-message = chain"),
                line -> line.contains("level, ") && audible(line));
    }

    /// Each picture and each twentieth of a second of sound is a message: at the time it is due, when `onTime`.
    private static Run launch(String tracks, String pictures, String sounds, boolean onTime) throws Exception {
        return Gstreamer.launch("-m " + tracks + " "
                + pictures + " ! videoconvert ! fakesink name=pictures silent=false sync=" + onTime + " "
                + sounds + " ! audioconvert ! level interval=50000000 ! fakesink name=sounds sync=" + onTime);
    }

    private static String source(Way way, String address) {
        return switch (way) {
            case HTTP_FLV -> "souphttpsrc is-live=true location=" + address;
            // It has no way on its command line to be told of a certificate.
            case HTTPS_FLV -> "souphttpsrc is-live=true ssl-strict=false location=" + address;
            case RTMP -> "rtmp2src location=" + address;
            case RTMPS -> "rtmp2src tls-validation-flags=0 location=" + address;
            default -> throw new IllegalArgumentException(way.label);
        };
    }

    /// The tone is at -21 dB; silence would be told as hundreds below.
    private static boolean audible(String level) {
        return level.contains("rms=(GValueArray)< -1") || level.contains("rms=(GValueArray)< -2");
    }
}
