package footlight.engine.srt;

import footlight.engine.TooLarge;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.opus.OpusHead;
import footlight.wire.ts.AdtsFrames;
import footlight.wire.ts.OpusFrames;
import footlight.wire.ts.PictureConfiguration;
import footlight.wire.ts.Pictures;
import footlight.wire.ts.TsDemuxer;
import footlight.wire.ts.TsTrack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes frames of a transport stream. What is broken is left out; of pictures, all that follows too, until one
/// that a decoder can begin with. For one thread.
final class TransportFrames implements TsDemuxer.Out {
    /// Where the frames go, in the course of the call that completed them.
    interface Sink {
        void format(TrackFormat format);

        /// Gives the payload, with its one reference. Times are in 90 kHz.
        void frame(TrackKind track, long decode, long presentation, boolean keyframe, ByteBuf payload);

        /// Something cannot be carried; `what` names it for who counts, the sentence is for people.
        void refused(String what, Supplier<String> sentence);
    }

    private static final int CLOCK_HZ = 1000;

    /// This much without a program, and it is no transport stream.
    private static final long PATIENCE_BYTES = 512 * 1024;

    private final Sink sink;
    private final ByteBufAllocator buffers;
    private final TsDemuxer demuxer = new TsDemuxer(TooLarge.MOST_BYTES, this);
    private final AdtsFrames adts = new AdtsFrames();
    private Pictures pictures = Pictures.h264();
    private @Nullable TsTrack picture;
    private boolean pictureKnown;
    private boolean awaitsKeyframe = true;
    private int soundConfig = -1;
    private @Nullable TsTrack opus;
    private boolean soundKnown;
    private long unrecognised;
    private long leftOut;

    TransportFrames(ByteBufAllocator buffers, Sink sink) {
        this.buffers = buffers;
        this.sink = sink;
    }

    void feed(ByteBuffer bytes) {
        if (unrecognised >= 0) {
            unrecognised = demuxer.recognised() ? -1 : unrecognised + bytes.remaining();
            if (unrecognised > PATIENCE_BYTES)
                sink.refused(
                        "transport",
                        () -> "What is sent is no MPEG transport stream. Set the encoder's format to MPEG-TS.");
        }
        demuxer.feed(bytes);
    }

    void interrupted() {
        demuxer.interrupted();
    }

    /// Frames and pieces of frames that could not be used.
    long leftOut() {
        return leftOut;
    }

    @Override
    public void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
        try {
            switch (track.codec()) {
                case H264, HEVC -> picture(track, pts, dts, payload);
                case AAC -> adts.read(payload, (config, after, raw) -> aac(config, pts + after, raw));
                case OPUS -> opus(track, pts, payload);
                case OTHER_PICTURE, OTHER_SOUND, ASIDE -> {}
            }
        } catch (MalformedMedia e) {
            hole(track);
            sink.refused(
                    "broken " + track.name(),
                    () -> "Some of the " + track.name() + " that is sent is broken (" + e.getMessage()
                            + ") and is left out.");
        }
    }

    @Override
    public void hole(TsTrack track) {
        leftOut++;
        if (track.codec() == TsTrack.Codec.AAC) adts.drop();
        else if (track.equals(picture)) awaitsKeyframe = true;
    }

    @Override
    public void tooLarge(TsTrack track) {
        hole(track);
        if (track.picture()) sink.refused("large picture", TooLarge::picture);
        else sink.refused("large sound", TooLarge::sound);
    }

    @Override
    public void foreign(TsTrack track) {
        boolean shown = track.codec() == TsTrack.Codec.OTHER_PICTURE;
        sink.refused(
                track.name(),
                () -> shown
                        ? "The picture is coded as " + track.name() + ", which is not taken. Set the encoder to H.264."
                        : "The sound is coded as " + track.name() + ", which is not taken. Set the encoder to AAC.");
    }

    private void picture(TsTrack track, long pts, long dts, ByteBuffer unit) {
        if (!track.equals(picture)) {
            picture = track;
            pictures = track.codec() == TsTrack.Codec.HEVC ? Pictures.hevc() : Pictures.h264();
            pictureKnown = false;
            awaitsKeyframe = true;
        }
        pictures.read(unit);
        pictures.newConfiguration().ifPresent(set -> configured(track, set));
        if (pictures.sampleBytes() == 0) return;
        if (!pictureKnown || (awaitsKeyframe && !pictures.keyframe())) {
            leftOut++;
            return;
        }
        awaitsKeyframe = false;
        ByteBuf sample = buffers.directBuffer(pictures.sampleBytes(), pictures.sampleBytes());
        pictures.write(sample.internalNioBuffer(0, pictures.sampleBytes()));
        sample.writerIndex(pictures.sampleBytes());
        sink.frame(TrackKind.VIDEO, dts, pts, pictures.keyframe(), sample);
    }

    private void configured(TsTrack track, PictureConfiguration set) {
        TrackFormat.VideoCodec codec =
                track.codec() == TsTrack.Codec.HEVC ? TrackFormat.VideoCodec.HEVC : TrackFormat.VideoCodec.H264;
        pictureKnown = true;
        sink.format(new TrackFormat.Video(codec, CLOCK_HZ, set.width(), set.height(), set.record()));
    }

    private void aac(int config, long at, ByteBuffer raw) {
        if (config != soundConfig) {
            soundConfig = config;
            soundKnown = false;
            ByteBuffer record = ByteBuffer.allocate(2).putShort((short) config).flip();
            AudioSpecificConfig sound = AudioSpecificConfig.read(record);
            if (sound.channels() == 0) throw new MalformedMedia("it tells its channels inside of the sound");
            sink.format(new TrackFormat.Audio(
                    TrackFormat.AudioCodec.AAC, CLOCK_HZ, sound.outputRate(), sound.channels(), record));
            soundKnown = true;
        }
        sound(at, raw);
    }

    private void opus(TsTrack track, long pts, ByteBuffer payload) {
        if (!track.equals(opus)) {
            opus = track;
            soundConfig = -1;
            soundKnown = false;
            sink.format(new TrackFormat.Audio(
                    TrackFormat.AudioCodec.OPUS,
                    CLOCK_HZ,
                    OpusHead.RATE_HZ,
                    track.channels(),
                    OpusFrames.config(track.channels())));
            soundKnown = true;
        }
        OpusFrames.read(payload, (after, packet) -> sound(pts + after, packet));
    }

    private void sound(long at, ByteBuffer frame) {
        if (!soundKnown) {
            leftOut++;
            return;
        }
        ByteBuf payload = buffers.directBuffer(frame.remaining(), frame.remaining());
        sink.frame(TrackKind.AUDIO, at, at, false, payload.writeBytes(frame));
    }
}
