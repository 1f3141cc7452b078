package footlight.front.link;

import footlight.front.FrontClosing;
import footlight.front.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One page's connection. Lives on the connection's event loop.
final class Link extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger log = LoggerFactory.getLogger(Link.class);
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NOT_TEXT = 1003;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final int TRY_AGAIN = 1013;
    private static final int BURST_SECONDS = 10;

    private final PageLink owner;
    private final LoopLinks loop;
    private final Channel channel;
    private final Handshake handshake;
    private final LinkLimits limits;
    private final Backlog backlog;
    /// Topic to the newest id sent; a topic that the gate has not answered for is in `asked`.
    private final Map<String, Long> topics = new HashMap<>();

    private final Set<String> asked = new HashSet<>();
    /// Questions that the gate has not answered, those for topics given up meanwhile too.
    private int thinking;
    /// How often this page's rights changed.
    private int changes;
    private double allowance;
    private long heardNanos = System.nanoTime();
    private long pingedNanos = heardNanos;
    private boolean closing;

    Link(PageLink owner, LoopLinks loop, Channel channel, Handshake handshake, LinkLimits limits) {
        this.owner = owner;
        this.loop = loop;
        this.channel = channel;
        this.handshake = handshake;
        this.limits = limits;
        this.backlog = new Backlog(limits.backlogBytes());
        this.allowance = (double) limits.messagesPerSecond() * BURST_SECONDS;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        loop.opened(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        loop.closed(this);
        topics.keySet().forEach(this::leave);
        topics.clear();
        ctx.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (closing) return;
        if (!allowed()) {
            close(POLICY, "too many messages");
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> hear(text.text());
            case CloseWebSocketFrame _ -> close(NORMAL, "");
            case PingWebSocketFrame ping -> echo(ping);
            case BinaryWebSocketFrame _ -> close(NOT_TEXT, "this link speaks text");
            default -> {
                // A pong; that something was heard is all it says.
            }
        }
    }

    private boolean allowed() {
        long now = System.nanoTime();
        double most = (double) limits.messagesPerSecond() * BURST_SECONDS;
        allowance = Math.min(most, allowance + (now - heardNanos) / 1e9 * limits.messagesPerSecond()) - 1;
        heardNanos = now;
        return allowance >= 0;
    }

    private void hear(String text) {
        Command command = Command.read(text).orElse(null);
        switch (command) {
            case Command.Ping(Number clientMillis) -> pong(clientMillis);
            case Command.Subscribe(List<String> names, Map<String, Long> after) ->
                names.forEach(topic -> ask(topic, after.get(topic)));
            case Command.Unsubscribe(List<String> names) -> names.forEach(this::unsubscribe);
            case null -> close(POLICY, "not understood: expected subscribe, unsubscribe or ping");
        }
    }

    private void echo(PingWebSocketFrame ping) {
        // It asks and does not read the answers.
        if (!channel.isWritable()) close(TRY_AGAIN, "too slow");
        else channel.writeAndFlush(WebSocketFrames.pong(channel.alloc(), ping.content()));
    }

    private void pong(Number clientMillis) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, owner.clock().instant());
        say(String.format(Locale.ROOT, "{\"pong\":%s,\"now\":%d.%03d}", clientMillis, micros / 1_000, micros % 1_000));
    }

    private void ask(String topic, @Nullable Long after) {
        if (topics.containsKey(topic) || asked.contains(topic)) return;
        if (topics.size() + thinking >= limits.topics()) {
            refuse(topic, "too-many-topics");
            return;
        }
        asked.add(topic);
        thinking++;
        put(topic, after);
    }

    private void put(String topic, @Nullable Long after) {
        int then = changes;
        owner.gate().ask(handshake, topic, yes -> loop.loop().execute(() -> {
            // The gate may have looked before the change.
            if (yes && then != changes && !closing) put(topic, after);
            else answered(topic, after, yes);
        }));
    }

    private void answered(String topic, @Nullable Long after, boolean yes) {
        thinking--;
        // Unsubscribed or gone while the gate was thinking.
        if (!asked.remove(topic) || closing) return;
        if (!yes) {
            refuse(topic, "not-allowed");
            return;
        }
        Topic.Found found = owner.join(topic, loop, after);
        loop.add(topic, this);
        topics.put(topic, found.lastId());
        say("{\"subscribed\":\"" + topic + "\",\"id\":" + found.lastId() + "}");
        if (found.missed()) say("{\"topic\":\"" + topic + "\",\"reset\":true,\"id\":" + found.lastId() + "}");
        for (Event event : found.events()) write(event, null);
        channel.flush();
    }

    /// Goes on listening until the gate says no.
    void askAgain(Predicate<Handshake> whose, Predicate<String> which) {
        if (closing || !whose.test(handshake)) return;
        changes++;
        for (String topic : List.copyOf(topics.keySet())) if (which.test(topic)) confirm(topic);
    }

    private void confirm(String topic) {
        thinking++;
        owner.gate().ask(handshake, topic, yes -> loop.loop().execute(() -> {
            thinking--;
            if (yes || closing || topics.remove(topic) == null) return;
            leave(topic);
            refuse(topic, "not-allowed");
        }));
    }

    private void unsubscribe(String topic) {
        asked.remove(topic);
        if (topics.remove(topic) != null) leave(topic);
    }

    private void leave(String topic) {
        loop.remove(topic, this);
        owner.leave(topic, loop);
    }

    private void refuse(String topic, String code) {
        say("{\"refused\":\"" + topic + "\",\"code\":\"" + code + "\"}");
    }

    /// Sends `event`, whose bytes stand in `shared`, unless this page has it already.
    void deliver(Event event, ByteBuf shared) {
        Long newest = topics.get(event.topic());
        // What was handed over before this page joined it found in the ring.
        if (newest == null || event.id() <= newest) return;
        topics.put(event.topic(), event.id());
        write(event, shared);
        channel.flush();
    }

    private void write(Event event, @Nullable ByteBuf shared) {
        if (closing) return;
        if (channel.isWritable() && backlog.isEmpty()) {
            channel.write(shared == null ? Unpooled.wrappedBuffer(event.frame().bytes()) : shared.retainedDuplicate());
        } else if (!backlog.add(event)) {
            log.debug(
                    "a page at {} does not read and is let go",
                    handshake.caller().address());
            close(TRY_AGAIN, "too slow");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        while (channel.isWritable() && !closing) {
            Event event = backlog.next();
            if (event == null) break;
            channel.write(Unpooled.wrappedBuffer(event.frame().bytes()));
        }
        ctx.flush();
    }

    private void say(String json) {
        if (closing) return;
        if (!channel.isWritable()) {
            // It asks and does not read the answers.
            close(TRY_AGAIN, "too slow");
            return;
        }
        channel.writeAndFlush(Unpooled.wrappedBuffer(WebSocketFrames.text(json)));
    }

    void pulse(long nowNanos) {
        if (nowNanos - heardNanos > limits.silence().toNanos()) {
            close(GOING_AWAY, "nothing heard for too long");
        } else if (nowNanos - pingedNanos > limits.pingEvery().toNanos() && channel.isWritable()) {
            pingedNanos = nowNanos;
            channel.writeAndFlush(WebSocketFrames.ping(channel.alloc()));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == FrontClosing.NOW) close(GOING_AWAY, "the server is closing");
        else ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException corrupt ->
                close(corrupt.closeStatus().code(), "not a proper frame");
            case TooLongFrameException _ -> close(TOO_BIG, "the message is too large");
            case java.io.IOException _ -> ctx.close();
            default -> {
                log.error("fault on a page link", cause);
                close(PROTOCOL_ERROR, "");
            }
        }
    }

    /// Says why and closes. Where the page does not read, nothing waits for it.
    private void close(int code, String reason) {
        if (closing) return;
        closing = true;
        boolean reads = channel.isWritable();
        var said = channel.writeAndFlush(WebSocketFrames.close(channel.alloc(), code, reason));
        if (reads) said.addListener(ChannelFutureListener.CLOSE);
        else channel.close();
    }
}
