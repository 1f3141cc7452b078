package footlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.Loops;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.StreamSettings;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A real hub, and a house that admits the key `sk_good` to the stream `night`, `sk_other` to `day`; `sk_forgotten`
/// is never answered. At its end no buffer may be left.
public class PublishHouse implements PublishGate, StreamEvents {
    public final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    public final MediaMemory memory = new MediaMemory(64 << 20);
    public final LocalStreams streams = new LocalStreams(StreamSettings.DEFAULT, memory);
    public final List<String> told = new CopyOnWriteArrayList<>();
    public final List<PublishRequest> asked = new CopyOnWriteArrayList<>();
    public final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    public final Loops loops = Loops.open(2);

    /// Whoever wants to publish waits for [#openGate].
    public volatile boolean gateShut;

    public final LiveStream stream(String id) {
        until(() -> streams.find(id).isPresent());
        return streams.find(id).orElseThrow();
    }

    @Override
    public void ask(PublishRequest request, Consumer<PublishAnswer> answer) {
        asked.add(request);
        if (request.streamKey().equals("sk_forgotten")) return;
        if (gateShut) waiting.add(() -> answer(request, answer));
        else answer(request, answer);
    }

    /// Lets in whoever waits, all at the same moment.
    public final void openGate() {
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
    public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {
        told.add(("on " + streamId + " " + protocol + " " + encoder).strip());
    }

    @Override
    public void publisherOff(String streamId, String reason) {
        told.add("off " + streamId + " " + reason);
    }

    @Override
    public void refused(String streamId, InetSocketAddress from, Refused what, String reason) {
        told.add("refused " + streamId + " " + reason);
    }

    public final void awaitTold(String start) {
        until(() -> told.stream().anyMatch(line -> line.startsWith(start)));
    }

    public final long usedBytes() {
        return buffers.metric().usedDirectMemory();
    }

    /// Waits for it; fails after twenty seconds.
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /// After the entrance was closed, and nobody is there any more.
    protected final void closeHouse() {
        streams.close();
        until(() -> memory.usedBytes() == 0);
        until(() -> usedBytes() == 0);
        loops.close();
    }
}
