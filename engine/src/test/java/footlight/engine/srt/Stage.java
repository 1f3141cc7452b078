package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An SRT entrance with a real hub behind it, and a house that admits the key `sk_good` to the stream `night`,
/// `sk_other` to `day`. At its end no caller and no buffer may be left.
final class Stage implements AutoCloseable, PublishGate, StreamEvents {
    static final String PASSPHRASE = "correct horse battery";

    final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    final MediaMemory memory = new MediaMemory(64 << 20);
    final LocalStreams streams = new LocalStreams(StreamSettings.DEFAULT, memory);
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<PublishRequest> asked = new CopyOnWriteArrayList<>();
    final Loops loops = Loops.open(2);
    final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final SrtEdge edge;

    /// Whether the gate answers at all.
    volatile boolean gateAnswers = true;

    Stage(SrtSettings settings) {
        edge = SrtEdge.open(
                loops, settings, new SrtEdge.House(streams, this, this, InstantSource.system(), blocking), buffers);
    }

    static Stage open() {
        return new Stage(settings(null, true));
    }

    static Stage encrypted() {
        return new Stage(settings(PASSPHRASE, true));
    }

    /// Impatient, so that tests need not wait.
    static SrtSettings settings(@Nullable String passphrase, boolean takesOver) {
        return new SrtSettings(
                "127.0.0.1", 0, passphrase, Duration.ofMillis(400), takesOver, Duration.ofSeconds(2), 100, 100);
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
        if (!gateAnswers) return;
        Thread.startVirtualThread(() -> answer.accept(
                switch (request.streamKey()) {
                    case "sk_good" -> new PublishAnswer.Admitted("night");
                    case "sk_other" -> new PublishAnswer.Admitted("day");
                    default -> new PublishAnswer.Refused("No show has this stream key.");
                }));
    }

    @Override
    public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {
        told.add("on " + streamId + " " + protocol);
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

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        edge.close();
        until(() -> edge.callers() == 0);
        streams.close();
        until(() -> memory.usedBytes() == 0);
        until(() -> buffers.metric().usedDirectMemory() == 0);
        loops.close();
        blocking.close();
    }
}
