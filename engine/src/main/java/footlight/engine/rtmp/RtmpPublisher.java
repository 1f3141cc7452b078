package footlight.engine.rtmp;

import footlight.engine.PublisherNews;
import footlight.engine.TooLarge;
import footlight.engine.Underway;
import footlight.live.Frame;
import footlight.live.LiveStream;
import footlight.live.Publication;
import footlight.live.Publisher;
import footlight.live.TimestampRepair;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.wire.MalformedMedia;
import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.AmfLimits;
import footlight.wire.amf.AmfValue;
import footlight.wire.flv.AudioHead;
import footlight.wire.flv.VideoHead;
import footlight.wire.rtmp.Aggregate;
import footlight.wire.rtmp.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns one encoder's media messages into frames of its stream. Lives on the connection's loop.
///
/// What cannot be taken (a codec, a broken parameter set) is refused once, in a sentence, and the
/// stream's other track goes on.
final class RtmpPublisher implements Publisher, TrackSink {
    private static final Logger log = LoggerFactory.getLogger(RtmpPublisher.class);
    static final int CLOCK_HZ = 1000;
    private static final long TELL_REPAIRS_MS = 1000;

    private final LiveStream stream;
    private final RtmpEdge.House house;
    private final String protocol;
    private final InetSocketAddress from;
    private final Publication publication;
    private final Fate fate;
    private final PublisherNews news;
    private final TimestampRepair times = new TimestampRepair();
    private final Channel channel;
    private final Underway underway;

    private String encoder;
    private long dropped;
    private long repairsToldMs;

    private final PictureTrack picture = new PictureTrack(this);
    private final SoundTrack sound = new SoundTrack(this);

    // The message in hand.
    private ByteBuf message = Unpooled.EMPTY_BUFFER;
    private long messageMs;
    private boolean shared;

    /// What becomes of the wish to publish. Called on the stream's loop.
    interface Fate {
        void begun();

        /// It ends, or could not begin, for a reason given in a sentence.
        void shutOut(String reason);
    }

    /// Publishes, as the settings have it: in place of who does already, or only when nobody does.
    RtmpPublisher(LiveStream stream, RtmpConnection connection, Channel channel, Fate fate) {
        this.stream = stream;
        this.house = connection.house();
        this.protocol = connection.protocol();
        this.encoder = connection.clientName();
        this.fate = fate;
        this.from = connection.remoteAddress();
        this.news = new PublisherNews(house.events(), stream, protocol, from);
        this.channel = channel;
        this.underway = new Underway(
                channel.eventLoop(), stream.loop(), () -> channel.config().setAutoRead(true));
        this.publication = switch (connection.settings().second()) {
            case TAKES_OVER -> stream.publish(this);
            case REFUSED -> stream.publishIfFree(this);
        };
    }

    @Override
    public void begun() {
        log.info("stream {}: {} publisher from {}", stream.id(), protocol, from);
        fate.begun();
    }

    @Override
    public void shutOut(Why why) {
        fate.shutOut(news.shutOut(why));
    }

    /// The end, for a reason given in a sentence.
    void leave(String reason) {
        publication.repaired(times.repairs());
        publication.end();
        log.info(
                "stream {}: {} {} frames mended, {} dropped",
                stream.id(),
                reason,
                times.repairs().frames(),
                dropped);
        news.off(reason);
    }

    /// Takes one message, and with it the body.
    void message(int type, long timestampMs, ByteBuf body) {
        try {
            switch (type) {
                case MessageType.VIDEO -> video(timestampMs, body);
                case MessageType.AUDIO -> audio(timestampMs, body);
                case MessageType.AGGREGATE -> parts(timestampMs, body);
                case MessageType.DATA_AMF0, MessageType.DATA_AMF3 -> data(type, body.nioBuffer());
                default -> {}
            }
        } catch (MalformedMedia e) {
            dropped++;
            refuse("message", () -> "Some of what is sent is broken (" + e.getMessage() + ") and is left out.");
        } finally {
            body.release();
        }
    }

    /// A message was too large to be taken. It may have held a picture that those after it build upon.
    void leftOut(int type) {
        dropped++;
        if (type == MessageType.AUDIO) {
            refuse("large sound", TooLarge::sound);
        } else {
            picture.missed();
            refuse("large picture", TooLarge::picture);
        }
    }

    private void parts(long timestampMs, ByteBuf body) {
        Aggregate.split(body.nioBuffer(), timestampMs, (type, partMs, at, bytes) -> {
            // An aggregate in an aggregate would be a way to have us dig without end. A copy, so that whoever keeps
            // a small part does not keep the whole.
            if (type != MessageType.AGGREGATE) message(type, partMs, body.copy(body.readerIndex() + at, bytes));
        });
    }

    private void video(long timestampMs, ByteBuf body) {
        ByteBuffer bytes = begin(timestampMs, body);
        VideoHead head = VideoHead.read(bytes);
        shared = head instanceof VideoHead.Several;
        picture.take(head, bytes);
    }

    private void audio(long timestampMs, ByteBuf body) {
        ByteBuffer bytes = begin(timestampMs, body);
        AudioHead head = AudioHead.read(bytes);
        shared = head instanceof AudioHead.Several;
        sound.take(head, bytes);
    }

    private ByteBuffer begin(long timestampMs, ByteBuf body) {
        messageMs = timestampMs;
        message = body;
        return body.nioBuffer();
    }

    @Override
    public void format(TrackFormat format) {
        news.on(encoder);
        publication.format(format);
    }

    /// Gives the stream a reference of its own: to the message's body, or where other tracks are in it, to a copy,
    /// so that whoever keeps the one does not keep the others.
    @Override
    public void frame(TrackKind track, int compositionMs, boolean keyframe, int at, int bytes) {
        news.on(encoder);
        long arrivedMs = house.clock().millis();
        // The wall's clock may be set in between; this one may not.
        long nowMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        long decodeMs = times.decodeMs(track, messageMs, compositionMs, nowMs);
        int from = message.readerIndex() + at;
        ByteBuf payload = shared ? message.copy(from, bytes) : message.retainedSlice(from, bytes);
        // Else an encoder would heap frames up in front of a stream that is late: it is not read until that caught up.
        if (underway.add(bytes)) channel.config().setAutoRead(false);
        publication.add(new Frame(track, decodeMs, times.offsetMs(), keyframe, arrivedMs, payload));
        if (nowMs - repairsToldMs >= TELL_REPAIRS_MS) {
            repairsToldMs = nowMs;
            publication.repaired(times.repairs());
        }
    }

    @Override
    public void dropped() {
        dropped++;
    }

    /// `@setDataFrame` `onMetaData` {…}, or without the first. Only the encoder's name is of use:
    /// the rest is told better by the tracks themselves.
    private void data(int type, ByteBuffer body) {
        if (type == MessageType.DATA_AMF3 && body.hasRemaining() && body.get(body.position()) == 0) body.get();
        Amf0Reader values = new Amf0Reader(body, AmfLimits.COMMAND);
        while (values.hasNext()) {
            AmfValue name = values.next().at("encoder");
            String text = name == null ? null : name.textOrNull();
            if (text != null) encoder = text;
        }
    }

    @Override
    public void refuse(String what, Supplier<String> reason) {
        news.refused(what, encoder, reason);
    }
}
