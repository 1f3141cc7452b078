package footlight.app;

import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.srt.SrtEdge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where encoders are heard, once they are: the platform is built before, and hands the addresses out after. 0 is
/// "not at all". Safe on every thread.
final class EncoderPorts {
    private volatile @Nullable RtmpEdge rtmp;
    private volatile @Nullable SrtEdge srt;

    void open(RtmpEdge rtmpEdge, Optional<SrtEdge> srtEdge) {
        rtmp = rtmpEdge;
        srt = srtEdge.orElse(null);
    }

    int rtmp() {
        RtmpEdge edge = rtmp;
        return edge == null ? 0 : Math.max(0, edge.port());
    }

    int rtmps() {
        RtmpEdge edge = rtmp;
        return edge == null ? 0 : Math.max(0, edge.tlsPort());
    }

    int srt() {
        SrtEdge edge = srt;
        return edge == null ? 0 : edge.port();
    }
}
