package footlight.engine.srt;

import footlight.front.guard.AddressCount;
import footlight.wire.MalformedMedia;
import footlight.wire.srt.HandshakeAnswer;
import footlight.wire.srt.HandshakeExtensions;
import footlight.wire.srt.Rejection;
import footlight.wire.srt.SrtHandshake;
import footlight.wire.srt.SrtPacket;
import footlight.wire.srt.SrtReceiver;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One loop's share of the port: tells its callers apart, and answers first handshakes without keeping anything
/// of who sent them. What fits nowhere is dropped without a word. Lives on its loop.
final class SrtSocket extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(SrtSocket.class);
    private static final long TICK_MS = 20;
    private static final long CLOSE_MS = 1000;

    /// Who calls: an address may have several sockets.
    private record Origin(InetSocketAddress address, int socketId) {}

    private final SrtSettings settings;
    private final SrtEdge.House house;
    private final AddressCount count;
    private final ByteBufAllocator buffers;
    private final Cookies cookies = new Cookies();
    private final Map<Origin, SrtCaller> callers = new HashMap<>();
    private final IntObjectMap<SrtCaller> byId = new IntObjectHashMap<>();
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> ticking;

    SrtSocket(SrtSettings settings, SrtEdge.House house, AddressCount count, ByteBufAllocator buffers) {
        this.settings = settings;
        this.house = house;
        this.count = count;
        this.buffers = buffers;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            packet(SrtPacket.read(datagram.content().nioBuffer()), datagram.sender(), ctx.channel());
        } catch (MalformedMedia noise) {
            log.debug("from {} came what is no SRT: {}", datagram.sender(), noise.getMessage());
        } finally {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A port that is closed over there comes back as an error here; the port goes on for the others.
        if (cause instanceof java.io.IOException) log.debug("SRT: {}", cause.getMessage());
        else log.error("a datagram was dropped by a fault of ours", cause);
    }

    private void packet(SrtPacket packet, InetSocketAddress from, Channel over) {
        if (packet instanceof SrtPacket.Handshake(int to, ByteBuffer body)) {
            if (to == 0) handshake(SrtHandshake.read(body), body, from, over);
            return;
        }
        SrtCaller caller = byId.get(packet.socketId());
        // The id alone could be guessed.
        if (caller == null || !caller.address().equals(from)) return;
        try {
            caller.take(packet, nowUs());
        } catch (RuntimeException fault) {
            broken(caller, fault);
        }
    }

    private void handshake(SrtHandshake shake, ByteBuffer body, InetSocketAddress from, Channel over) {
        long nowUs = nowUs();
        if (shake.type() == SrtHandshake.INDUCTION) {
            int cookie = cookies.make(from, nowUs);
            send(over, HandshakeAnswer.induction(shake, cookie, SrtReceiver.WINDOW_PACKETS, addressOf(from)), from);
        } else if (shake.type() == SrtHandshake.CONCLUSION && cookies.good(shake.cookie(), from, nowUs)) {
            conclusion(shake, body, from, over, nowUs);
        }
    }

    private void conclusion(SrtHandshake shake, ByteBuffer body, InetSocketAddress from, Channel over, long nowUs) {
        Origin origin = new Origin(from, shake.socketId());
        SrtCaller known = callers.get(origin);
        if (known != null) {
            known.asksAgain();
            return;
        }
        if (!count.enter(from.getAddress())) {
            send(over, HandshakeAnswer.refused(shake, Rejection.OVERLOAD, addressOf(from)), from);
            return;
        }
        int id = freeId();
        SrtCaller caller = new SrtCaller(
                id, from, shake, settings, house, over.eventLoop(), buffers, bytes -> send(over, bytes, from), nowUs);
        callers.put(origin, caller);
        byId.put(id, caller);
        if (ticking == null)
            ticking =
                    over.eventLoop().scheduleWithFixedDelay(() -> tick(over), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        try {
            caller.begin(HandshakeExtensions.read(body));
        } catch (MalformedMedia e) {
            log.debug("SRT caller from {}: {}", from, e.getMessage());
            caller.refuse(Rejection.ROGUE);
        }
    }

    private int freeId() {
        int id;
        do {
            id = ThreadLocalRandom.current().nextInt(1, 1 << 30);
        } while (byId.containsKey(id));
        return id;
    }

    private void tick(Channel over) {
        long nowUs = nowUs();
        callers.values().removeIf(caller -> {
            try {
                caller.tick(nowUs);
            } catch (RuntimeException fault) {
                broken(caller, fault);
            }
            if (!caller.over()) return false;
            byId.remove(caller.id());
            count.leave(caller.address().getAddress());
            return true;
        });
        over.flush();
        if (callers.isEmpty() && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    private static void broken(SrtCaller caller, RuntimeException fault) {
        log.error("SRT caller {} is sent away by a fault of ours", caller.address(), fault);
        caller.shut("A fault of the server's ended the connection.");
    }

    /// Says goodbye to all. Blocks until it is said, for a second at most.
    void closeCallers() {
        Channel open = channel;
        if (open == null) return;
        open.eventLoop()
                .submit(() -> {
                    List.copyOf(callers.values()).forEach(caller -> caller.shut("The server is closing."));
                    tick(open);
                })
                .awaitUninterruptibly(CLOSE_MS);
    }

    /// What the network does not take in time is let go, as it would be further on: strangers ask faster than that.
    private static void send(Channel over, ByteBuffer bytes, InetSocketAddress to) {
        if (over.isWritable()) over.write(new DatagramPacket(Unpooled.wrappedBuffer(bytes), to), over.voidPromise());
    }

    private static ByteBuffer addressOf(InetSocketAddress caller) {
        return ByteBuffer.wrap(caller.getAddress().getAddress());
    }

    /// Of a clock that nobody sets.
    private static long nowUs() {
        return System.nanoTime() / 1000;
    }
}
