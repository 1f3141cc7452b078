package footlight.front;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One UDP port, with a socket of its own on each loop. The kernel deals datagrams out by the addresses on them, so
/// that one caller always comes to the same loop, and nothing of it need be shared.
public final class UdpPort implements AutoCloseable {
    private static final int LARGEST_DATAGRAM = 2048;

    /// Some hundred milliseconds at 100 Mbit/s; the kernel may allow less (`net.core.rmem_max`).
    private static final int RECEIVE_BYTES = 4 << 20;

    /// Past the second of these a socket says that it is not writable, until it is below the first again. What is
    /// written between two flushes stays well below.
    private static final WriteBufferWaterMark WAITING_BYTES = new WriteBufferWaterMark(1 << 20, 4 << 20);

    private final List<Channel> sockets;

    private UdpPort(List<Channel> sockets) {
        this.sockets = sockets;
    }

    /// Listens. `handler` makes what receives on each loop's socket: `DatagramPacket`s, whose addresses are set.
    ///
    /// @param port 0 lets the system choose
    /// @throws UncheckedIOException when it is taken, by ourselves too
    public static UdpPort open(
            Loops loops, String host, int port, ByteBufAllocator buffers, Function<EventLoop, ChannelHandler> handler) {
        List<Channel> sockets = new ArrayList<>();
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            boolean shared = loops.sharesUdpPorts();
            // Sockets that share a port share it with another process of the same user as well, without a word.
            if (shared) address = free(loops, address, buffers);
            for (EventLoop loop : shared ? loops.all() : loops.all().subList(0, 1))
                sockets.add(bind(loops, loop, address, shared, buffers, handler.apply(loop)));
            return new UdpPort(List.copyOf(sockets));
        } catch (UncheckedIOException taken) {
            sockets.forEach(Channel::close);
            throw taken;
        }
    }

    private static InetSocketAddress free(Loops loops, InetSocketAddress address, ByteBufAllocator buffers) {
        EventLoop loop = loops.all().getFirst();
        Channel alone = bind(loops, loop, address, false, buffers, new ChannelInboundHandlerAdapter());
        InetSocketAddress found = (InetSocketAddress) alone.localAddress();
        alone.close().syncUninterruptibly();
        return found;
    }

    private static Channel bind(
            Loops loops,
            EventLoop loop,
            InetSocketAddress address,
            boolean shared,
            ByteBufAllocator buffers,
            ChannelHandler handler) {
        Bootstrap socket = new Bootstrap()
                .group(loop)
                .channelFactory(loops.udp())
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
                .option(ChannelOption.ALLOCATOR, buffers)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING_BYTES)
                .handler(handler);
        if (shared) socket.option(UnixChannelOption.SO_REUSEPORT, true);
        var bound = socket.bind(address).awaitUninterruptibly();
        if (bound.isSuccess()) return bound.channel();
        throw new UncheckedIOException(
                new IOException("UDP " + address + ": " + bound.cause().getMessage(), bound.cause()));
    }

    public int port() {
        return ((InetSocketAddress) sockets.getFirst().localAddress()).getPort();
    }

    /// Listens no more. Blocks until that is so.
    @Override
    public void close() {
        sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    }
}
