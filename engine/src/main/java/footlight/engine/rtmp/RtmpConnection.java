package footlight.engine.rtmp;

import footlight.engine.ChannelFault;
import footlight.wire.MalformedMedia;
import footlight.wire.rtmp.ChunkLimits;
import footlight.wire.rtmp.ChunkReader;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.ControlMessage.UserControl;
import footlight.wire.rtmp.Enhancements;
import footlight.wire.rtmp.MessageType;
import footlight.wire.rtmp.Messages;
import footlight.wire.rtmp.RtmpReply;
import footlight.wire.rtmp.ServerHandshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One RTMP client, from its first byte to its last: handshake, messages, and one [Turn] after another.
/// Lives on its channel's loop.
///
/// Until it publishes or plays, it is a stranger: it may keep little here, and not for long.
final class RtmpConnection extends ChannelInboundHandlerAdapter implements Messages<ByteBuf>, Commands.Turns {
    private static final Logger log = LoggerFactory.getLogger(RtmpConnection.class);

    private static final long GOODBYE_MS = 1000;

    /// Of a client that is not read any more some reads may be under way, of a TLS record each.
    private static final int HELD_AT_MOST_BYTES = 1024 * 1024;

    private final Channel channel;
    private final RtmpSettings settings;
    private final RtmpEdge.House house;
    private final String protocol;
    private final ServerHandshake handshake = new ServerHandshake(ThreadLocalRandom.current(), 0);
    private final ChunkReader<ByteBuf> chunks;
    private final Replies replies;
    private final Commands commands;
    private final Silence silence;
    private final Receipts receipts;

    private Turn turn = Turn.NONE;

    /// Something final was said; what still comes is not looked at.
    private boolean goodbye;

    private @Nullable ByteBuf held;
    private @Nullable ScheduledFuture<?> settling;

    RtmpConnection(Channel channel, boolean tls, RtmpSettings settings, RtmpEdge.House house) {
        this.channel = channel;
        this.settings = settings;
        this.house = house;
        this.protocol = tls ? "rtmps" : "rtmp";
        this.chunks = new ChunkReader<>(ChunkLimits.STRANGER, new ChannelBodies(channel.alloc()), this);
        this.replies = new Replies(channel);
        this.commands = new Commands(replies, this);
        this.receipts = new Receipts(replies);
        this.silence = new Silence(
                channel,
                settings.silence(),
                this::ping,
                () -> lost("Nothing came from the encoder for "
                        + settings.silence().toSeconds() + " s."));
    }

    RtmpEdge.House house() {
        return house;
    }

    RtmpSettings settings() {
        return settings;
    }

    Replies replies() {
        return replies;
    }

    /// `rtmp` or `rtmps`.
    String protocol() {
        return protocol;
    }

    /// The client's own name for itself, empty when it gave none.
    String clientName() {
        return commands.clientName();
    }

    Enhancements enhancements() {
        return commands.enhancements();
    }

    /// Asks the client to come back on another connection, if it said that it can. Any thread; `asked` is called
    /// on the loop when it was asked.
    Future<?> askToReconnect(Runnable asked) {
        return channel.eventLoop().submit(() -> {
            if (goodbye || turn == Turn.NONE || !enhancements().reconnects()) return;
            replies.command(RtmpReply.reconnect("The server is restarting."));
            replies.flush();
            asked.run();
        });
    }

    InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        settleSoon();
    }

    /// Whoever neither publishes nor plays after a while is not going to.
    private void settleSoon() {
        settling = channel.eventLoop()
                .schedule(() -> channel.close(), settings.settle().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The client publishes or plays from here on.
    void settled() {
        if (settling != null) settling.cancel(false);
        settling = null;
        silence.watch();
    }

    /// The client's turn is over, and it may begin another.
    void anew() {
        turn = Turn.NONE;
        silence.stop();
        chunks.limit(ChunkLimits.STRANGER);
        settleSoon();
    }

    /// Keeps what comes as it came, and reads no more than is under way, until [#release].
    void hold() {
        chunks.pause();
        channel.config().setAutoRead(false);
    }

    /// Goes on with what was kept.
    void release(ChunkLimits limits) {
        chunks.limit(limits);
        chunks.resume();
        channel.config().setAutoRead(true);
        ByteBuf kept = held;
        held = null;
        if (kept != null) take(kept);
        channel.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        receipts.received(bytes.readableBytes());
        silence.heard();
        take(bytes);
    }

    /// Reads the bytes and releases them.
    private void take(ByteBuf bytes) {
        try {
            if (!goodbye) read(bytes.nioBuffer());
        } catch (MalformedMedia e) {
            log.debug("{} {} sent what is no RTMP: {}", protocol, channel.remoteAddress(), e.getMessage());
            lost("The encoder sent what cannot be read: " + e.getMessage() + ".");
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuffer in) {
        if (!handshake.done()) {
            ByteBuffer answer = handshake.feed(in);
            if (answer.hasRemaining()) replies.raw(answer);
            if (!handshake.done()) return;
        }
        if (held == null) chunks.feed(in);
        if (in.hasRemaining() && !goodbye) keep(in);
        receipts.send();
    }

    private void keep(ByteBuffer in) {
        if (held == null) held = Unpooled.buffer(in.remaining(), HELD_AT_MOST_BYTES);
        if (held.readableBytes() + in.remaining() > HELD_AT_MOST_BYTES)
            throw new MalformedMedia("RTMP of more than " + HELD_AT_MOST_BYTES + " bytes before publishing began");
        held.writeBytes(in);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost("The connection to the encoder was lost.");
        chunks.close();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ChannelFault.tell(log, channel, cause);
        lost("The connection to the encoder was lost.");
    }

    @Override
    public void control(ControlMessage message) {
        switch (message) {
            case ControlMessage.WindowAckSize(long bytes) -> receipts.window(bytes);
            case UserControl(int event, long at, long _)
            when event == UserControl.PING_REQUEST ->
                replies.control(new UserControl(UserControl.PING_RESPONSE, at, 0));
            case UserControl _,
                    ControlMessage.SetChunkSize _,
                    ControlMessage.Abort _,
                    ControlMessage.Acknowledgement _,
                    ControlMessage.PeerBandwidth _ -> {}
        }
    }

    @Override
    public void message(int type, int messageStreamId, long timestampMs, ByteBuf body) {
        if (goodbye) {
            body.release();
            return;
        }
        switch (type) {
            case MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3 -> commands.message(type, body);
            default -> turn.media(type, timestampMs, body);
        }
    }

    @Override
    public void leftOut(int type) {
        if (!goodbye) turn.leftOut(type);
    }

    @Override
    public void publish(StreamName name) {
        if (turn instanceof PlayTurn) {
            lost("");
            return;
        }
        if (turn != Turn.NONE) return;
        PublishTurn next = new PublishTurn(this, channel);
        turn = next;
        next.ask(name);
    }

    @Override
    public void play(StreamName name) {
        if (turn != Turn.NONE) return;
        PlayTurn next = new PlayTurn(this, channel);
        turn = next;
        next.ask(name);
    }

    @Override
    public void stopped() {
        turn.stopped();
    }

    private void lost(String reason) {
        over(reason);
        channel.close();
    }

    /// Says no and closes, a little later: closed at once, what the client has yet to send would
    /// reset the connection and take the answer with it.
    void refuse(String code, String description) {
        over(description);
        replies.status("error", code, description);
        // What comes is read, and thrown away.
        channel.config().setAutoRead(true);
        channel.flush();
        channel.eventLoop().schedule(() -> channel.close(), GOODBYE_MS, TimeUnit.MILLISECONDS);
    }

    private void over(String reason) {
        goodbye = true;
        silence.stop();
        turn.left(reason);
        turn = Turn.NONE;
        if (settling != null) settling.cancel(false);
        settling = null;
        if (held != null) held.release();
        held = null;
    }

    private void ping() {
        replies.control(new UserControl(UserControl.PING_REQUEST, house.clock().millis() & 0xFFFFFFFFL, 0));
        replies.flush();
    }
}
