package footlight.engine.rtmp;

import footlight.engine.Admission;
import footlight.engine.PlayRequest;
import footlight.engine.PublishAnswer;
import footlight.engine.PublishRequest;
import footlight.engine.StreamEvents;
import footlight.live.LiveStream;
import footlight.wire.MalformedMedia;
import footlight.wire.amf.AmfLimits;
import footlight.wire.amf.AmfValue;
import footlight.wire.rtmp.ChunkLimits;
import footlight.wire.rtmp.ChunkReader;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.ControlMessage.UserControl;
import footlight.wire.rtmp.MessageType;
import footlight.wire.rtmp.Messages;
import footlight.wire.rtmp.RtmpCommand;
import footlight.wire.rtmp.RtmpReply;
import footlight.wire.rtmp.ServerHandshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One RTMP client, from its first byte to its last. Lives on its channel's loop.
///
/// Until it publishes or plays, it is a stranger: it may keep little here, and not for long.
final class RtmpConnection extends ChannelInboundHandlerAdapter implements Messages<ByteBuf> {
    private static final Logger log = LoggerFactory.getLogger(RtmpConnection.class);

    static final int MESSAGE_STREAM = 1;
    private static final int COMMAND_CHUNKS = 3;
    private static final int STATUS_CHUNKS = 5;
    private static final int OUT_CHUNK_BYTES = 128;
    private static final int WINDOW_BYTES = 2_500_000;
    private static final long LEAST_ACK_BYTES = 32 * 1024;
    private static final long GOODBYE_MS = 1000;

    private enum Phase {
        HANDSHAKE,
        COMMANDS,
        ASKING,
        PUBLISHING,
        PLAYING,
        /// Something final was said; what still comes is not looked at.
        GOODBYE;

        boolean settled() {
            return this == PUBLISHING || this == PLAYING || this == GOODBYE;
        }
    }

    private final Channel channel;
    private final RtmpSettings settings;
    private final RtmpEdge.House house;
    private final String protocol;
    private final ServerHandshake handshake = new ServerHandshake(ThreadLocalRandom.current(), 0);
    private final ChunkReader<ByteBuf> chunks;
    private final Silence silence;

    private Phase phase = Phase.HANDSHAKE;
    private String app = "";
    private String encoder = "";
    private @Nullable RtmpPublisher publisher;
    private int outChunkBytes = OUT_CHUNK_BYTES;
    private long received;
    private long acknowledged;
    private long acknowledgeEvery = WINDOW_BYTES / 2;

    RtmpConnection(Channel channel, boolean tls, RtmpSettings settings, RtmpEdge.House house) {
        this.channel = channel;
        this.settings = settings;
        this.house = house;
        this.protocol = tls ? "rtmps" : "rtmp";
        this.chunks = new ChunkReader<>(ChunkLimits.STRANGER, new ChannelBodies(channel.alloc()), this);
        this.silence = new Silence(
                channel,
                settings.silence(),
                this::ping,
                () -> lost("Nothing came from the encoder for "
                        + settings.silence().toSeconds() + " s."));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        settleSoon();
    }

    /// Whoever neither publishes nor plays after a while is not going to.
    private void settleSoon() {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (!phase.settled()) channel.close();
                        },
                        settings.settle().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            received += bytes.readableBytes();
            silence.heard();
            if (phase != Phase.GOODBYE) read(bytes.nioBuffer());
        } catch (MalformedMedia e) {
            log.debug("{} {} sent what is no RTMP: {}", protocol, channel.remoteAddress(), e.getMessage());
            lost("The encoder sent what cannot be read: " + e.getMessage() + ".");
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuffer in) {
        if (phase == Phase.HANDSHAKE) {
            ByteBuffer answer = handshake.feed(in);
            if (answer.hasRemaining()) write(answer);
            if (!handshake.done()) return;
            phase = Phase.COMMANDS;
        }
        chunks.feed(in);
        if (received - acknowledged >= acknowledgeEvery) {
            acknowledged = received;
            write(ChunkWriter.control(new ControlMessage.Acknowledgement(received & 0xFFFFFFFFL)));
        }
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
        // A reset, a broken pipe, a TLS alert: the other side's doing. Anything else is our fault, and is told.
        if (!(cause instanceof java.io.IOException) && !(cause instanceof io.netty.handler.codec.DecoderException))
            log.error("{} {} is closed by a fault of ours", protocol, channel.remoteAddress(), cause);
        lost("The connection to the encoder was lost.");
    }

    @Override
    public void control(ControlMessage message) {
        switch (message) {
            // Some encoders stop when they are not told in time: twice in each window.
            case ControlMessage.WindowAckSize(long bytes) ->
                acknowledgeEvery = Math.clamp(bytes / 2, LEAST_ACK_BYTES, WINDOW_BYTES);
            case UserControl(int event, long at, long _)
            when event == UserControl.PING_REQUEST ->
                write(ChunkWriter.control(new UserControl(UserControl.PING_RESPONSE, at, 0)));
            case UserControl _,
                    ControlMessage.SetChunkSize _,
                    ControlMessage.Abort _,
                    ControlMessage.Acknowledgement _,
                    ControlMessage.PeerBandwidth _ -> {}
        }
    }

    @Override
    public void message(int type, int messageStreamId, long timestampMs, ByteBuf body) {
        if (phase == Phase.GOODBYE) {
            body.release();
            return;
        }
        switch (type) {
            case MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3 -> command(type, body);
            default -> {
                if (publisher == null) body.release();
                else publisher.message(type, timestampMs, body);
            }
        }
    }

    private void command(int type, ByteBuf body) {
        RtmpCommand command;
        try {
            command = RtmpCommand.read(body.nioBuffer(), type, AmfLimits.COMMAND);
        } finally {
            body.release();
        }
        switch (command) {
            case RtmpCommand.Connect connect -> connect(connect);
            case RtmpCommand.ReleaseStream(double transaction, String _) -> reply(RtmpReply.done(transaction));
            case RtmpCommand.FcPublish _ ->
                reply(RtmpReply.flash("onFCPublish", "NetStream.Publish.Start", "Publishing may begin."));
            case RtmpCommand.CreateStream(double transaction) -> reply(RtmpReply.number(transaction, MESSAGE_STREAM));
            case RtmpCommand.GetStreamLength(double transaction, String _) -> reply(RtmpReply.number(transaction, 0));
            case RtmpCommand.Publish publish -> publish(StreamName.of(app, publish.name()));
            case RtmpCommand.Play play -> play(StreamName.of(app, play.name()));
            case RtmpCommand.FcUnpublish _ -> {
                reply(RtmpReply.flash("onFCUnpublish", "NetStream.Unpublish.Success", "Publishing has ended."));
                stopped();
            }
            case RtmpCommand.DeleteStream _, RtmpCommand.CloseStream _ -> stopped();
            case RtmpCommand.Other _ -> {}
        }
    }

    private void connect(RtmpCommand.Connect connect) {
        app = connect.app();
        AmfValue name = connect.facts().at("flashVer");
        String text = name == null ? null : name.textOrNull();
        if (text != null) encoder = text;
        write(ChunkWriter.control(new ControlMessage.WindowAckSize(WINDOW_BYTES)));
        write(ChunkWriter.control(new ControlMessage.PeerBandwidth(WINDOW_BYTES, 2)));
        reply(RtmpReply.connected(connect.transaction(), connect.objectEncoding()));
    }

    private void publish(StreamName name) {
        if (phase != Phase.COMMANDS) {
            if (phase == Phase.PLAYING) lost("");
            return;
        }
        phase = Phase.ASKING;
        // Nothing is read, and nothing heaped up, until the gate has answered.
        channel.config().setAutoRead(false);
        PublishRequest request =
                new PublishRequest(protocol, name.app(), name.name(), (InetSocketAddress) channel.remoteAddress());
        house.publishGate().ask(request, answer -> channel.eventLoop().execute(() -> answered(answer)));
    }

    private void answered(PublishAnswer answer) {
        if (phase != Phase.ASKING) return;
        channel.config().setAutoRead(true);
        switch (answer) {
            case PublishAnswer.Refused(String reason) -> {
                log.info("{} publisher from {} refused: {}", protocol, channel.remoteAddress(), reason);
                // OBS and librtmp end on this very code, with "could not access the stream key".
                refuse("NetStream.Publish.BadName", "The stream key was refused.");
            }
            case PublishAnswer.Admitted(String streamId) -> begin(streamId);
        }
    }

    private void begin(String streamId) {
        LiveStream stream = house.streams().open(streamId, channel.eventLoop());
        if (settings.second() == RtmpSettings.Second.REFUSED && stream.facts().published()) {
            house.events()
                    .refused(
                            streamId,
                            (InetSocketAddress) channel.remoteAddress(),
                            StreamEvents.Refused.SECOND_ENCODER,
                            "A second encoder wanted to publish while the first one still does.");
            refuse("NetStream.Publish.BadName", "Another encoder is publishing.");
            return;
        }
        log.info("{} publisher of stream {} from {}", protocol, streamId, channel.remoteAddress());
        phase = Phase.PUBLISHING;
        chunks.limit(ChunkLimits.PUBLISHER);
        publisher = new RtmpPublisher(stream, channel, protocol, encoder, house, this::shutOut);
        write(ChunkWriter.control(new UserControl(UserControl.STREAM_BEGIN, MESSAGE_STREAM, 0)));
        status("status", "NetStream.Publish.Start", "Publishing.");
        channel.flush();
        silence.watch();
    }

    /// On the stream's loop.
    private void shutOut(String reason) {
        channel.eventLoop().execute(() -> {
            if (phase != Phase.PUBLISHING) return;
            leave(reason);
            refuse("NetStream.Publish.BadName", reason);
        });
    }

    private void play(StreamName name) {
        if (phase != Phase.COMMANDS) return;
        if (!name.app().equals("play")) {
            refuse("NetStream.Play.StreamNotFound", "Play from rtmp://host/play/ and the stream's id.");
            return;
        }
        InetSocketAddress from = (InetSocketAddress) channel.remoteAddress();
        PlayRequest request = new PlayRequest(name.name(), "rtmp", name.pass(), from.getAddress());
        switch (house.playGate().admit(request)) {
            case Admission.Refused(int _, String _, String detail) -> refuse("NetStream.Play.Failed", detail);
            case Admission.Granted granted -> {
                Optional<LiveStream> stream = house.streams().find(name.name());
                if (stream.isPresent()) {
                    watch(stream.get(), granted);
                } else {
                    granted.left();
                    refuse("NetStream.Play.StreamNotFound", "Nothing is being sent to this stream right now.");
                }
            }
        }
    }

    private void watch(LiveStream stream, Admission.Granted granted) {
        phase = Phase.PLAYING;
        write(ChunkWriter.control(new ControlMessage.SetChunkSize(RtmpPacking.CHUNK_BYTES)));
        outChunkBytes = RtmpPacking.CHUNK_BYTES;
        write(ChunkWriter.control(new UserControl(UserControl.STREAM_BEGIN, MESSAGE_STREAM, 0)));
        status("status", "NetStream.Play.Reset", "Playing begins anew.");
        status("status", "NetStream.Play.Start", "Playing.");
        channel.flush();
        RtmpViewer viewer = new RtmpViewer(channel, granted::left);
        viewer.watch(stream, RtmpPacking.CHUNKS);
        granted.onRevoked(() -> channel.eventLoop().execute(viewer::ended));
    }

    /// The client ended its turn, and may begin another.
    private void stopped() {
        if (phase == Phase.PLAYING) {
            channel.close();
            return;
        }
        if (phase != Phase.PUBLISHING) return;
        leave("The encoder stopped.");
        phase = Phase.COMMANDS;
        chunks.limit(ChunkLimits.STRANGER);
        status("status", "NetStream.Unpublish.Success", "Publishing has ended.");
        settleSoon();
    }

    private void lost(String reason) {
        leave(reason);
        phase = Phase.GOODBYE;
        channel.close();
    }

    private void leave(String reason) {
        silence.stop();
        if (publisher == null) return;
        publisher.leave(reason);
        publisher = null;
    }

    /// Says no and closes, a little later: closed at once, what the client has yet to send would
    /// reset the connection and take the answer with it.
    private void refuse(String code, String description) {
        status("error", code, description);
        phase = Phase.GOODBYE;
        channel.flush();
        channel.eventLoop().schedule(() -> channel.close(), GOODBYE_MS, TimeUnit.MILLISECONDS);
    }

    private void ping() {
        write(ChunkWriter.control(
                new UserControl(UserControl.PING_REQUEST, house.clock().millis() & 0xFFFFFFFFL, 0)));
        channel.flush();
    }

    private void reply(ByteBuffer body) {
        write(ChunkWriter.message(COMMAND_CHUNKS, MessageType.COMMAND_AMF0, 0, 0, outChunkBytes, body));
    }

    private void status(String level, String code, String description) {
        write(ChunkWriter.message(
                STATUS_CHUNKS,
                MessageType.COMMAND_AMF0,
                MESSAGE_STREAM,
                0,
                outChunkBytes,
                RtmpReply.status(level, code, description)));
    }

    private void write(ByteBuffer bytes) {
        // Whoever asks and asks, and does not read the answers, is let go. A player's way is full at times.
        if (channel.isWritable()) channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        else if (phase != Phase.PLAYING) channel.close();
    }
}
