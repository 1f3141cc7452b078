package footlight.engine.srt;

import footlight.engine.PublishGate;
import footlight.engine.StreamEvents;
import footlight.front.Loops;
import footlight.front.UdpPort;
import footlight.front.guard.AddressCount;
import footlight.live.LocalStreams;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/// The UDP port for SRT. A caller lives on the loop that its datagrams come to.
public final class SrtEdge implements AutoCloseable {
    /// What the edge needs of the house around it. `blocking` runs what would hold up a loop.
    public record House(
            LocalStreams streams,
            PublishGate publishGate,
            StreamEvents events,
            InstantSource clock,
            Executor blocking) {}

    private final List<SrtSocket> sockets = new CopyOnWriteArrayList<>();
    private final AddressCount count;
    private final UdpPort port;

    private SrtEdge(Loops loops, SrtSettings settings, House house, ByteBufAllocator buffers) {
        this.count = new AddressCount(settings.callers(), settings.perAddress());
        this.port = UdpPort.open(loops, settings.host(), settings.port(), buffers, _ -> {
            SrtSocket socket = new SrtSocket(settings, house, count, buffers);
            sockets.add(socket);
            return socket;
        });
    }

    /// Listens.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static SrtEdge open(Loops loops, SrtSettings settings, House house) {
        return open(loops, settings, house, PooledByteBufAllocator.DEFAULT);
    }

    static SrtEdge open(Loops loops, SrtSettings settings, House house, ByteBufAllocator buffers) {
        return new SrtEdge(loops, settings, house, buffers);
    }

    public int port() {
        return port.port();
    }

    /// Callers right now, those included that are being refused.
    public int callers() {
        return count.all();
    }

    /// Tells every caller goodbye and listens no more; encoders will try again elsewhere. Blocks for a moment.
    @Override
    public void close() {
        sockets.forEach(SrtSocket::closeCallers);
        port.close();
    }
}
