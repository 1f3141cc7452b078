package footlight.engine.rtmp;

import footlight.engine.PlayGate;
import footlight.engine.PublishGate;
import footlight.engine.StreamEvents;
import footlight.front.Loops;
import footlight.front.PortUnusable;
import footlight.front.guard.ConnectionGate;
import footlight.front.guard.Limits;
import footlight.front.net.TrustedProxies;
import footlight.live.LocalStreams;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ports for RTMP and RTMPS. Connections live on the loops that are handed in, each on one of
/// them; `tls` is asked at each connection, so that a new certificate is served at once.
public final class RtmpEdge implements AutoCloseable {
    /// What the edge needs of the house around it.
    public record House(
            LocalStreams streams,
            PublishGate publishGate,
            PlayGate playGate,
            StreamEvents events,
            InstantSource clock) {}

    private static final long CLOSE_MS = 1000;

    /// An encoder's next keyframe is seldom further away, and a stop may not take long.
    private static final long RECONNECT_MS = 1000;

    private final Loops loops;
    private final RtmpSettings settings;
    private final House house;
    private final ByteBufAllocator buffers;
    private final ConnectionGate connectionGate;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final @Nullable Channel plain;
    private final @Nullable Channel secure;

    private RtmpEdge(
            Loops loops,
            RtmpSettings settings,
            @Nullable Supplier<SslContext> tls,
            House house,
            ByteBufAllocator buffers) {
        this.loops = loops;
        this.settings = settings;
        this.house = house;
        this.buffers = buffers;
        this.connectionGate = new ConnectionGate(
                new Limits.Connections(
                        settings.connections(), settings.perAddress(), true, settings.settle(), settings.silence()),
                TrustedProxies.NONE);
        this.plain = settings.port() < 0 ? null : bind(settings.port(), null);
        this.secure = settings.tlsPort() < 0 || tls == null ? null : bindBeside(plain, settings.tlsPort(), tls);
    }

    /// Listens. RTMPS needs `tls`.
    ///
    /// @throws PortUnusable when a port is taken
    public static RtmpEdge open(Loops loops, RtmpSettings settings, @Nullable Supplier<SslContext> tls, House house) {
        return open(loops, settings, tls, house, PooledByteBufAllocator.DEFAULT);
    }

    static RtmpEdge open(
            Loops loops,
            RtmpSettings settings,
            @Nullable Supplier<SslContext> tls,
            House house,
            ByteBufAllocator buffers) {
        return new RtmpEdge(loops, settings, tls, house, buffers);
    }

    /// Where plain RTMP listens, or -1.
    public int port() {
        return portOf(plain);
    }

    /// Where RTMPS listens, or -1.
    public int tlsPort() {
        return portOf(secure);
    }

    /// Connections right now.
    public int connections() {
        return connectionGate.open();
    }

    /// Connections that were turned away at accept, since the start.
    public long refused() {
        return connectionGate.refused();
    }

    /// Listens no more and closes every connection; encoders will try again elsewhere. Those that understand it
    /// are asked to, and have a moment to end at a place of their choice. Blocks for two seconds at most.
    @Override
    public void close() {
        if (plain != null) plain.close().syncUninterruptibly();
        if (secure != null) secure.close().syncUninterruptibly();
        letReconnect();
        // A TLS client that does not read would hold up its goodbye for seconds.
        open.close().awaitUninterruptibly(CLOSE_MS);
    }

    private void letReconnect() {
        List<Channel> asked = new CopyOnWriteArrayList<>();
        List<Future<?>> asking = new ArrayList<>();
        for (Channel channel : open) {
            RtmpConnection connection = channel.pipeline().get(RtmpConnection.class);
            if (connection != null) asking.add(connection.askToReconnect(() -> asked.add(channel)));
        }
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RECONNECT_MS);
        for (Future<?> each : asking) each.awaitUninterruptibly(leftMs(endNanos));
        for (Channel channel : asked) channel.closeFuture().awaitUninterruptibly(leftMs(endNanos));
    }

    private static long leftMs(long endNanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
    }

    private Channel bindBeside(@Nullable Channel first, int port, Supplier<SslContext> tls) {
        try {
            return bind(port, tls);
        } catch (PortUnusable e) {
            if (first != null) first.close().syncUninterruptibly();
            throw e;
        }
    }

    private Channel bind(int port, @Nullable Supplier<SslContext> tls) {
        SocketAddress address = new InetSocketAddress(settings.host(), port);
        var bound = new ServerBootstrap()
                .group(loops.group())
                .channelFactory(loops.tcpServer())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        welcome(channel, tls);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (bound.isSuccess()) return bound.channel();
        throw new PortUnusable(
                settings.host(), port, String.valueOf(bound.cause().getMessage()), bound.cause());
    }

    private void welcome(Channel channel, @Nullable Supplier<SslContext> tls) {
        if (!connectionGate.enter(channel)) {
            channel.close();
            return;
        }
        open.add(channel);
        if (tls != null) {
            SslHandler handler = tls.get().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(settings.settle().toMillis());
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(new RtmpConnection(channel, tls != null, settings, house));
    }

    private static int portOf(@Nullable Channel channel) {
        return channel == null ? -1 : ((InetSocketAddress) channel.localAddress()).getPort();
    }
}
