package footlight.engine.srt;

import footlight.engine.PublisherNews;
import footlight.engine.Underway;
import footlight.live.Frame;
import footlight.live.LiveStream;
import footlight.live.Publication;
import footlight.live.Publisher;
import footlight.live.TimestampRepair;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.wire.srt.ReceiverFacts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One caller's turn at feeding a stream. Lives on the caller's loop.
final class SrtPublisher implements Publisher, TransportFrames.Sink {
    private static final Logger log = LoggerFactory.getLogger(SrtPublisher.class);
    private static final int TICKS_A_MS = 90;
    private static final long TELL_REPAIRS_MS = 1000;

    /// What becomes of the wish to publish. Called on the stream's loop.
    interface Fate {
        void begun();

        /// It ends, or could not begin because the stream is `occupied`, for a reason given in a sentence.
        void shutOut(String reason, boolean occupied);
    }

    private final LiveStream stream;
    private final SrtEdge.House house;
    private final InetSocketAddress from;
    private final Fate fate;
    private final PublisherNews news;
    private final TransportFrames frames;
    private final Underway underway;
    private final TimestampRepair times = new TimestampRepair();
    private final Publication publication;
    private boolean late;
    private long repairsToldMs;
    private long letGo;

    SrtPublisher(
            LiveStream stream,
            InetSocketAddress from,
            boolean takesOver,
            SrtEdge.House house,
            EventLoop loop,
            ByteBufAllocator buffers,
            Fate fate) {
        this.stream = stream;
        this.house = house;
        this.from = from;
        this.fate = fate;
        this.news = new PublisherNews(house.events(), stream, "srt", from);
        this.frames = new TransportFrames(buffers, this);
        this.underway = new Underway(loop, stream.loop(), () -> {});
        this.publication = takesOver ? stream.publish(this) : stream.publishIfFree(this);
    }

    @Override
    public void begun() {
        log.info("stream {}: srt publisher from {}", stream.id(), from);
        fate.begun();
    }

    @Override
    public void shutOut(Why why) {
        fate.shutOut(news.shutOut(why), why == Why.OCCUPIED);
    }

    void data(ByteBuffer payload) {
        frames.feed(payload);
    }

    void missing() {
        frames.interrupted();
    }

    /// The end, for a reason given in a sentence.
    void leave(String reason, ReceiverFacts facts) {
        publication.repaired(times.repairs());
        publication.end();
        log.info(
                "stream {}: {} {} packets, {} lost, {} again, {} missing, {} us there and back;"
                        + " {} frames mended, {} left out, {} let go",
                stream.id(),
                reason,
                facts.received(),
                facts.lost(),
                facts.again(),
                facts.missing(),
                facts.roundTripUs(),
                times.repairs().frames(),
                frames.leftOut(),
                letGo);
        news.off(reason);
    }

    @Override
    public void format(TrackFormat format) {
        news.on("");
        publication.format(format);
    }

    @Override
    public void frame(TrackKind track, long decode, long presentation, boolean keyframe, ByteBuf payload) {
        if (behind(track, keyframe, payload.readableBytes())) {
            letGo++;
            payload.release();
            return;
        }
        long arrivedMs = house.clock().millis();
        long decodeMs = Math.floorDiv(decode, TICKS_A_MS);
        int offsetMs =
                Math.clamp(Math.floorDiv(presentation, TICKS_A_MS) - decodeMs, Integer.MIN_VALUE, Integer.MAX_VALUE);
        // The wall's clock may be set in between; this one may not.
        long nowMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        long at = times.decodeMs(track, decodeMs & 0xFFFFFFFFL, offsetMs, nowMs);
        publication.add(new Frame(track, at, times.offsetMs(), keyframe, arrivedMs, payload));
        if (nowMs - repairsToldMs >= TELL_REPAIRS_MS) {
            repairsToldMs = nowMs;
            publication.repaired(times.repairs());
        }
    }

    /// Whether the stream's loop is too far behind to be given more; pictures go on at a keyframe then.
    private boolean behind(TrackKind track, boolean keyframe, int bytes) {
        boolean picture = track == TrackKind.VIDEO;
        if (picture && late && !keyframe) return true;
        // Nobody can be asked to send slower over UDP: what is too much is let go.
        boolean taken = underway.hasRoomFor(bytes);
        if (taken) underway.add(bytes);
        if (picture) late = !taken;
        return !taken;
    }

    @Override
    public void refused(String what, Supplier<String> sentence) {
        news.refused(what, "", sentence);
    }
}
