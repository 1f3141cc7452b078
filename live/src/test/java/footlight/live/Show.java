package footlight.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A stream on a loop of virtual time, with a publisher that is driven by hand, and viewers that
/// write down what they get. Packed, a keyframe reads `K<dts>`, another picture `P<dts>`, sound
/// `A<dts>`, changed formats `!`, and a head `H`.
final class Show {
    static final TrackFormat.Video PICTURE =
            new TrackFormat.Video(TrackFormat.VideoCodec.H264, 1000, 1280, 720, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    static final TrackFormat.Video OTHER_PICTURE =
            new TrackFormat.Video(TrackFormat.VideoCodec.H264, 1000, 640, 360, ByteBuffer.wrap(new byte[] {4, 5, 6}));
    static final TrackFormat.Audio SOUND =
            new TrackFormat.Audio(TrackFormat.AudioCodec.AAC, 1000, 48_000, 2, ByteBuffer.wrap(new byte[] {7}));

    private final EmbeddedChannel channel = new EmbeddedChannel();
    final List<ByteBuf> payloads = new ArrayList<>();
    final List<Publisher.Why> shutOut = new ArrayList<>();
    final Letters packing = new Letters();
    final MediaMemory memory;
    final LocalStreams streams;
    final LiveStream stream;
    Publication publication;
    long nowMs = 1_000_000;

    Show(FlushWindow flush) {
        this(new StreamSettings(flush, 1 << 20, 30_000), new MediaMemory(1 << 20));
    }

    Show(StreamSettings settings, MediaMemory memory) {
        this.memory = memory;
        streams = new LocalStreams(settings, memory);
        stream = streams.open("s", channel.eventLoop());
        publication = stream.publish(shutOut::add);
    }

    EventExecutor loop() {
        return channel.eventLoop();
    }

    Show formats(TrackFormat... formats) {
        for (TrackFormat format : formats) publication.format(format);
        return this;
    }

    void keyframe(long dts) {
        add(TrackKind.VIDEO, dts, true);
    }

    void picture(long dts) {
        add(TrackKind.VIDEO, dts, false);
    }

    void sound(long dts) {
        add(TrackKind.AUDIO, dts, true);
    }

    private void add(TrackKind track, long dts, boolean keyframe) {
        add(track, dts, keyframe, 100);
    }

    void add(TrackKind track, long dts, boolean keyframe, int bytes) {
        ByteBuf payload = PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes);
        payloads.add(payload);
        publication.add(new Frame(track, dts, 0, track == TrackKind.VIDEO && keyframe, nowMs, payload));
    }

    /// Another publisher comes for the same stream.
    void returns() {
        publication = stream.publish(shutOut::add);
    }

    void pass(long ms) {
        nowMs += ms;
        channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    Notes viewer() {
        Notes notes = new Notes(channel.eventLoop());
        stream.join(packing, notes);
        return notes;
    }

    /// Everything packed for one way out, counted.
    static final class Letters implements Packing {
        int packed;
        boolean broken;
        String padding = "";
        final List<ByteBuf> made = new ArrayList<>();
        final List<String> heads = new ArrayList<>();

        @Override
        public ByteBuf head(Formats formats) {
            heads.add(formats.settled() ? "settled" : "open");
            return made("H");
        }

        @Override
        public ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged) {
            if (broken) throw new IllegalStateException("this packing is broken");
            packed++;
            StringBuilder text = new StringBuilder(formatsChanged ? "!" : "");
            for (Frame frame : frames) {
                text.append(frame.video() ? frame.keyframe() ? 'K' : 'P' : 'A').append(frame.decodeTime());
            }
            return made(text.append(padding).toString());
        }

        private ByteBuf made(String text) {
            ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
            made.add(bytes);
            return bytes;
        }
    }

    /// A viewer that takes everything at once.
    static class Notes implements Viewer {
        private final EventExecutor loop;
        final List<String> got = new ArrayList<>();
        boolean begun;
        boolean ended;

        Notes(EventExecutor loop) {
            this.loop = loop;
        }

        @Override
        public EventExecutor loop() {
            return loop;
        }

        @Override
        public void take(Batch batch) {
            if (!begun && !batch.startsRun()) return;
            String head = begun ? "" : batch.head().toString(StandardCharsets.US_ASCII) + " ";
            begun = true;
            got.add(head + batch.bytes().toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void ended() {
            ended = true;
        }
    }
}
