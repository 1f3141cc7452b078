package footlight.app.clients;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// GStreamer publishes by flvmux and rtmp2sink, and by mpegtsmux and srtsink.
@Tag("clients")
@Timeout(120)
@ExtendWith(WithClientMatrix.class)
final class GstreamerPublishTest {
    @ParameterizedTest
    @EnumSource(names = {"RTMP", "RTMPS", "SRT"})
    void publishes(Way way, ClientMatrix matrix) throws Exception {
        String elements = way == Way.SRT ? "srtsink" : "rtmp2sink";
        Publishing.seen(
                matrix,
                Gstreamer.named() + ", " + elements,
                way,
                "",
                address -> Gstreamer.launch("-q " + sink(way, address)
                        + " videotestsrc is-live=true num-buffers=" + 25 * Publishing.SECONDS
                        + " ! video/x-raw,width=640,height=360,framerate=25/1"
                        + " ! x264enc speed-preset=ultrafast tune=zerolatency key-int-max=25 bitrate=1000"
                        + " ! h264parse ! mux."
                        + " audiotestsrc is-live=true samplesperbuffer=1024 num-buffers="
                        + 48_000 / 1024 * Publishing.SECONDS
                        + " ! audio/x-raw,rate=48000,channels=2 ! avenc_aac ! aacparse ! mux."));
    }

    private static String sink(Way way, String address) {
        return switch (way) {
            case SRT -> "mpegtsmux name=mux alignment=7 ! srtsink uri=" + address;
            // It has no way on its command line to be told of a certificate.
            case RTMPS -> "flvmux name=mux streamable=true ! rtmp2sink tls-validation-flags=0 location=" + address;
            default -> "flvmux name=mux streamable=true ! rtmp2sink location=" + address;
        };
    }
}
