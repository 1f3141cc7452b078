package footlight.engine.flv;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.TrackFormat;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes FLV: file header, tags, and the sizes behind them. Numbers are big-endian; times are ms,
/// their low 32 bits being written. Source: Adobe Flash Video File Format 10.1, annex E.
final class FlvWriter {
    static final int TAG_HEADER_BYTES = 11;
    static final int BACK_POINTER_BYTES = 4;
    private static final int VIDEO_HEADER_BYTES = 5;
    private static final int AUDIO_HEADER_BYTES = 2;

    private static final int AUDIO = 8;
    private static final int VIDEO = 9;
    private static final int SCRIPT = 18;

    // E.4.3.1: frame type in the high four bits (1 key, 2 inter), codec 7 (AVC) in the low ones.
    private static final int AVC_KEY = 0x17;
    private static final int AVC_INTER = 0x27;
    private static final int AVC_SEQUENCE_HEADER = 0;
    private static final int AVC_NALU = 1;

    // E.4.2.1: AAC is always marked 44 kHz, 16 bit, stereo; what it really is stands in its config.
    private static final int AAC = 0xAF;
    private static final int AAC_SEQUENCE_HEADER = 0;
    private static final int AAC_RAW = 1;

    private final ByteBuf out;

    FlvWriter(ByteBuf out) {
        this.out = out;
    }

    /// E.2: signature, version 1, which kinds of tag follow, and the size of the tag before the first: none.
    void fileHeader(boolean audio, boolean video) {
        out.writeByte('F').writeByte('L').writeByte('V').writeByte(1);
        out.writeByte((audio ? 4 : 0) | (video ? 1 : 0));
        out.writeInt(9);
        out.writeInt(0);
    }

    static int frameBytes(Frame frame) {
        int headerBytes = frame.video() ? VIDEO_HEADER_BYTES : AUDIO_HEADER_BYTES;
        return TAG_HEADER_BYTES + headerBytes + frame.bytes() + BACK_POINTER_BYTES;
    }

    void frame(Frame frame, Formats formats) {
        long ms = formats.millis(frame.track(), frame.decodeTime());
        ByteBuf payload = frame.payload();
        if (frame.video()) {
            tagHeader(VIDEO, VIDEO_HEADER_BYTES + frame.bytes(), ms);
            out.writeByte(frame.keyframe() ? AVC_KEY : AVC_INTER).writeByte(AVC_NALU);
            out.writeMedium((int) formats.millis(frame.track(), frame.compositionOffset()));
            out.writeBytes(payload, payload.readerIndex(), frame.bytes());
            out.writeInt(TAG_HEADER_BYTES + VIDEO_HEADER_BYTES + frame.bytes());
        } else {
            tagHeader(AUDIO, AUDIO_HEADER_BYTES + frame.bytes(), ms);
            out.writeByte(AAC).writeByte(AAC_RAW);
            out.writeBytes(payload, payload.readerIndex(), frame.bytes());
            out.writeInt(TAG_HEADER_BYTES + AUDIO_HEADER_BYTES + frame.bytes());
        }
    }

    static int sequenceHeadersBytes(Formats formats) {
        int bytes = 0;
        TrackFormat.Video video = formats.video();
        TrackFormat.Audio audio = formats.audio();
        if (video != null) {
            bytes += TAG_HEADER_BYTES + VIDEO_HEADER_BYTES + video.config().remaining() + BACK_POINTER_BYTES;
        }
        if (audio != null) {
            bytes += TAG_HEADER_BYTES + AUDIO_HEADER_BYTES + audio.config().remaining() + BACK_POINTER_BYTES;
        }
        return bytes;
    }

    /// The decoder configurations, stamped with the time of what follows.
    void sequenceHeaders(Formats formats, long ms) {
        TrackFormat.Video video = formats.video();
        if (video != null) {
            ByteBuffer config = video.config();
            int body = VIDEO_HEADER_BYTES + config.remaining();
            tagHeader(VIDEO, body, ms);
            out.writeByte(AVC_KEY).writeByte(AVC_SEQUENCE_HEADER).writeMedium(0);
            out.writeBytes(config);
            out.writeInt(TAG_HEADER_BYTES + body);
        }
        TrackFormat.Audio audio = formats.audio();
        if (audio != null) {
            ByteBuffer config = audio.config();
            int body = AUDIO_HEADER_BYTES + config.remaining();
            tagHeader(AUDIO, body, ms);
            out.writeByte(AAC).writeByte(AAC_SEQUENCE_HEADER);
            out.writeBytes(config);
            out.writeInt(TAG_HEADER_BYTES + body);
        }
    }

    /// E.5: `onMetaData` with what is known of the tracks.
    void metadata(TrackFormat.@Nullable Video video, TrackFormat.@Nullable Audio audio) {
        int start = scriptStart(0, "onMetaData");
        if (video != null) {
            number("videocodecid", 7);
            number("width", video.width());
            number("height", video.height());
        }
        if (audio != null) {
            number("audiocodecid", 10);
            number("audiosamplerate", audio.sampleRateHz());
            bool("stereo", audio.channels() > 1);
        }
        text("encoder", "Footlight");
        scriptEnd(start);
    }

    /// For the page's player: at which wall time the frame that follows came in.
    void clock(long ms, long arrivedMs) {
        int start = scriptStart(ms, "onFootlightClock");
        number("arrivedMs", (double) arrivedMs);
        number("mediaMs", (double) ms);
        scriptEnd(start);
    }

    private void tagHeader(int type, int bodyBytes, long ms) {
        out.writeByte(type).writeMedium(bodyBytes);
        // The clock's high byte comes after its three low ones.
        out.writeMedium((int) (ms & 0xFFFFFF)).writeByte((int) (ms >>> 24));
        out.writeMedium(0);
    }

    /// Begins a script tag whose size is filled in at its end; the index of its header.
    private int scriptStart(long ms, String name) {
        int start = out.writerIndex();
        tagHeader(SCRIPT, 0, ms);
        out.writeByte(2);
        key(name);
        out.writeByte(8).writeInt(0);
        return start;
    }

    private void scriptEnd(int start) {
        out.writeMedium(9);
        int bodyBytes = out.writerIndex() - start - TAG_HEADER_BYTES;
        out.setMedium(start + 1, bodyBytes);
        out.writeInt(TAG_HEADER_BYTES + bodyBytes);
    }

    private void number(String name, double value) {
        key(name);
        out.writeByte(0).writeDouble(value);
    }

    private void bool(String name, boolean value) {
        key(name);
        out.writeByte(1).writeBoolean(value);
    }

    private void text(String name, String value) {
        key(name);
        out.writeByte(2);
        key(value);
    }

    private void key(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        out.writeShort(ascii.length).writeBytes(ascii);
    }
}
