package footlight.engine.flv;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.TrackFormat;
import footlight.wire.amf.AmfValue;
import footlight.wire.flv.FlvHeader;
import footlight.wire.flv.FlvTag;
import footlight.wire.flv.FlvWriter;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a stream as FLV, tag by tag. The room that something takes can be asked for beforehand.
final class FlvFile {
    /// More than `metadata` and `clock` ever take.
    static final int SCRIPT_ROOM_BYTES = 512;

    private static final int AROUND_BYTES = FlvTag.HEAD_BYTES + FlvTag.BACK_POINTER_BYTES;
    private static final int AVC_CODEC = 7;
    private static final int AAC_CODEC = 10;

    private final ByteBuffer out;

    FlvFile(ByteBuffer out) {
        this.out = out;
    }

    void header(boolean audio, boolean video) {
        new FlvHeader(audio, video).write(out);
    }

    static int frameBytes(Frame frame) {
        return AROUND_BYTES + headBytes(frame) + frame.bytes();
    }

    void frame(Frame frame, Formats formats) {
        long ms = formats.millis(frame.track(), frame.decodeTime());
        int bodyBytes = headBytes(frame) + frame.bytes();
        if (frame.video()) {
            FlvWriter.tagHead(out, FlvTag.VIDEO, ms, bodyBytes);
            int offsetMs = (int) formats.millis(frame.track(), frame.compositionOffset());
            FlvWriter.avcHead(out, frame.keyframe(), false, offsetMs);
        } else {
            FlvWriter.tagHead(out, FlvTag.AUDIO, ms, bodyBytes);
            FlvWriter.aacHead(out, false);
        }
        out.put(frame.payload().nioBuffer());
        FlvWriter.backPointer(out, bodyBytes);
    }

    private static int headBytes(Frame frame) {
        return frame.video() ? FlvWriter.VIDEO_HEAD_BYTES : FlvWriter.AUDIO_HEAD_BYTES;
    }

    static int configurationBytes(Formats formats) {
        int bytes = 0;
        TrackFormat.Video video = formats.video();
        TrackFormat.Audio audio = formats.audio();
        if (video != null)
            bytes += AROUND_BYTES + FlvWriter.VIDEO_HEAD_BYTES + video.config().remaining();
        if (audio != null)
            bytes += AROUND_BYTES + FlvWriter.AUDIO_HEAD_BYTES + audio.config().remaining();
        return bytes;
    }

    /// The decoder configurations, stamped with the time of what follows.
    void configurations(Formats formats, long ms) {
        TrackFormat.Video video = formats.video();
        if (video != null) {
            ByteBuffer config = video.config();
            int bodyBytes = FlvWriter.VIDEO_HEAD_BYTES + config.remaining();
            FlvWriter.tagHead(out, FlvTag.VIDEO, ms, bodyBytes);
            FlvWriter.avcHead(out, true, true, 0);
            out.put(config);
            FlvWriter.backPointer(out, bodyBytes);
        }
        TrackFormat.Audio audio = formats.audio();
        if (audio != null) {
            ByteBuffer config = audio.config();
            int bodyBytes = FlvWriter.AUDIO_HEAD_BYTES + config.remaining();
            FlvWriter.tagHead(out, FlvTag.AUDIO, ms, bodyBytes);
            FlvWriter.aacHead(out, true);
            out.put(config);
            FlvWriter.backPointer(out, bodyBytes);
        }
    }

    /// `onMetaData` with what is known of the tracks. Source: Adobe FLV 10.1, E.5.
    void metadata(Formats formats) {
        Map<String, AmfValue> fields = new LinkedHashMap<>();
        TrackFormat.Video video = formats.video();
        TrackFormat.Audio audio = formats.audio();
        if (video != null) {
            fields.put("videocodecid", new AmfValue.Numeral(AVC_CODEC));
            fields.put("width", new AmfValue.Numeral(video.width()));
            fields.put("height", new AmfValue.Numeral(video.height()));
        }
        if (audio != null) {
            fields.put("audiocodecid", new AmfValue.Numeral(AAC_CODEC));
            fields.put("audiosamplerate", new AmfValue.Numeral(audio.sampleRateHz()));
            fields.put("stereo", new AmfValue.Bool(audio.channels() > 1));
        }
        fields.put("encoder", new AmfValue.Text("Footlight"));
        out.put(FlvWriter.script(0, "onMetaData", new AmfValue.Fields(fields)));
    }

    /// For the page's player: at which wall time the frame that follows came in.
    void clock(long ms, long arrivedMs) {
        Map<String, AmfValue> fields = new LinkedHashMap<>();
        fields.put("arrivedMs", new AmfValue.Numeral((double) arrivedMs));
        fields.put("mediaMs", new AmfValue.Numeral((double) ms));
        out.put(FlvWriter.script(ms, "onFootlightClock", new AmfValue.Fields(fields)));
    }
}
