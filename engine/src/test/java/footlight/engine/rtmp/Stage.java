package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.engine.PublishAnswer;
import footlight.engine.PublishGate;
import footlight.engine.PublishRequest;
import footlight.engine.StreamEvents;
import footlight.front.Loops;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.StreamSettings;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An RTMP entrance with a real hub behind it, and a house that admits the key `sk_good` to the
/// stream `night`, `sk_other` to `day`. At its end no buffer may be left.
final class Stage implements AutoCloseable, PublishGate, PlayGate, StreamEvents {
    final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    final MediaMemory memory = new MediaMemory(64 << 20);
    final LocalStreams streams = new LocalStreams(StreamSettings.DEFAULT, memory);
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<PublishRequest> asked = new CopyOnWriteArrayList<>();
    final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    final Loops loops = Loops.open(2);

    /// Whoever wants to publish waits for [#openGate].
    volatile boolean gateShut;

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

    LiveStream stream(String id) {
        until(() -> streams.find(id).isPresent());
        return streams.find(id).orElseThrow();
    }

    @Override
    public void ask(PublishRequest request, Consumer<PublishAnswer> answer) {
        asked.add(request);
        if (request.streamKey().equals("sk_forgotten")) return;
        if (gateShut) {
            waiting.add(() -> answer(request, answer));
            return;
        }
        answer(request, answer);
    }

    /// Lets in whoever waits, all at the same moment.
    void openGate() {
        gateShut = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private static void answer(PublishRequest request, Consumer<PublishAnswer> answer) {
        Thread.startVirtualThread(() -> answer.accept(
                switch (request.streamKey()) {
                    case "sk_good" -> new PublishAnswer.Admitted("night");
                    case "sk_other" -> new PublishAnswer.Admitted("day");
                    default -> new PublishAnswer.Refused("No show has this stream key.");
                }));
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
    public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {
        told.add("on " + streamId + " " + protocol + " " + encoder);
    }

    @Override
    public void publisherOff(String streamId, String reason) {
        told.add("off " + streamId + " " + reason);
    }

    @Override
    public void refused(String streamId, InetSocketAddress from, Refused what, String reason) {
        told.add("refused " + streamId + " " + reason);
    }

    void awaitTold(String start) {
        until(() -> told.stream().anyMatch(line -> line.startsWith(start)));
    }

    long usedBytes() {
        return buffers.metric().usedDirectMemory();
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        edge.close();
        until(() -> edge.connections() == 0);
        streams.close();
        until(() -> memory.usedBytes() == 0);
        until(() -> usedBytes() == 0);
        loops.close();
    }
}
