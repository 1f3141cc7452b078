package footlight.front;

import footlight.front.guard.AcceptHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one group of event loops of the process: HTTP runs on it, and so do RTMP and UDP, so that a stream and its
/// viewers can share a loop whatever they speak. Native epoll where the machine has it.
public final class Loops implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loops.class);
    private static final int CLOSE_SECONDS = 5;

    private final VertxInternal vertx;
    private final Transport transport;
    private final AcceptHandler accepts;
    private final List<EventLoop> all;
    private final AtomicInteger freePorts = new AtomicInteger();

    private Loops(VertxInternal vertx, Transport transport, AcceptHandler accepts) {
        this.vertx = vertx;
        this.transport = transport;
        this.accepts = accepts;
        List<EventLoop> loops = new ArrayList<>();
        vertx.nettyEventLoopGroup().forEach(loop -> loops.add((EventLoop) loop));
        this.all = List.copyOf(loops);
    }

    /// One loop for each core.
    public static Loops open() {
        return open(Runtime.getRuntime().availableProcessors());
    }

    public static Loops open(int count) {
        AcceptHandler accepts = new AcceptHandler();
        Transport transport = new Epoll(accepts);
        if (!transport.isAvailable()) {
            log.warn("native epoll is not available, the slower NIO is used: {}", cause(transport));
            transport = new Nio(accepts);
        }
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(count))
                .withTransport(new TransportInternal("footlight", true, null, transport))
                .build();
        return new Loops((VertxInternal) vertx, transport, accepts);
    }

    private static String cause(Transport transport) {
        Throwable cause = transport.unavailabilityCause();
        return cause == null ? "no reason given" : String.valueOf(cause.getMessage());
    }

    public Vertx vertx() {
        return vertx;
    }

    public EventLoopGroup group() {
        return vertx.nettyEventLoopGroup();
    }

    public List<EventLoop> all() {
        return all;
    }

    /// What listens for TCP on these loops: `new ServerBootstrap().group(loops.group()).channelFactory(..)`.
    public ChannelFactory<? extends ServerChannel> tcpServer() {
        return transport.serverChannelFactory(false);
    }

    /// What listens for UDP on one of these loops.
    ChannelFactory<DatagramChannel> udp() {
        return transport::datagramChannel;
    }

    /// Whether several sockets can listen on one UDP port, each getting its share of the callers.
    boolean sharesUdpPorts() {
        return transport instanceof Epoll;
    }

    /// The loop that a request lives on. On that loop only.
    public static EventLoop of(RoutingContext ctx) {
        return ((ContextInternal) ctx.vertx().getOrCreateContext()).nettyEventLoop();
    }

    /// A Vert.x context of that very loop. `Vertx.getOrCreateContext` would pick a loop by itself.
    Context contextOn(EventLoop loop) {
        return vertx.contextBuilder().withEventLoop(loop).build();
    }

    /// What Vert.x servers that shall share one free port ask for: each negative number stands for one such port.
    int freePort() {
        return freePorts.decrementAndGet();
    }

    AcceptHandler accepts() {
        return accepts;
    }

    /// Stops the loops and whatever still runs on them. Blocks for up to five seconds.
    @Override
    public void close() {
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            log.warn("the event loops did not stop within {} s", CLOSE_SECONDS);
        }
    }

    private static final class Epoll extends EpollTransport {
        private final AcceptHandler accepts;

        Epoll(AcceptHandler accepts) {
            this.accepts = accepts;
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(accepts);
        }
    }

    private static final class Nio extends NioTransport {
        private final AcceptHandler accepts;

        Nio(AcceptHandler accepts) {
            this.accepts = accepts;
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(accepts);
        }
    }
}
