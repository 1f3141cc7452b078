package footlight.engine.rtmp;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.engine.PublishHouse;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An RTMP entrance before a house whose viewers may come in, but for those with the pass `banned`.
final class Stage extends PublishHouse implements AutoCloseable, PlayGate {
    final RtmpEdge edge;

    Stage(RtmpSettings settings, @Nullable Supplier<SslContext> tls) {
        edge = RtmpEdge.open(
                loops, settings, tls, new RtmpEdge.House(streams, this, this, this, InstantSource.system()), buffers);
    }

    static Stage open() {
        return new Stage(settings(), null);
    }

    /// Impatient, so that tests need not wait.
    static RtmpSettings settings() {
        return new RtmpSettings(
                "127.0.0.1",
                0,
                -1,
                RtmpSettings.Second.TAKES_OVER,
                Duration.ofMillis(1500),
                Duration.ofSeconds(2),
                1000,
                1000);
    }

    int port() {
        return edge.port();
    }

    @Override
    public Admission admit(PlayRequest request) {
        if ("banned".equals(request.pass())) return new Admission.Refused(403, "banned", "You were banned.");
        return new Admission.Granted() {
            @Override
            public void onRevoked(Runnable shut) {}

            @Override
            public void left() {
                told.add("viewer left " + request.streamId());
            }
        };
    }

    @Override
    public void close() {
        edge.close();
        until(() -> edge.connections() == 0);
        closeHouse();
    }
}
