package footlight.engine.flv;

import footlight.engine.FlvBodies;
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
import org.jspecify.annotations.Nullable;

/// Writes a stream as FLV, tag by tag. The room that something takes can be asked for beforehand.
final class FlvFile {
    /// More than `metadata` and `clock` ever take.
    static final int SCRIPT_ROOM_BYTES = 512;

    private static final int AROUND_BYTES = FlvTag.HEAD_BYTES + FlvTag.BACK_POINTER_BYTES;

    private final ByteBuffer out;

    FlvFile(ByteBuffer out) {
        this.out = out;
    }

    void header(boolean audio, boolean video) {
        new FlvHeader(audio, video).write(out);
    }

    static int frameBytes(Frame frame, Formats formats) {
        return AROUND_BYTES + FlvBodies.headBytes(frame, formats) + frame.bytes();
    }

    void frame(Frame frame, Formats formats) {
        long ms = formats.millis(frame.track(), frame.decodeTime());
        int bodyBytes = FlvBodies.headBytes(frame, formats) + frame.bytes();
        FlvWriter.tagHead(out, frame.video() ? FlvTag.VIDEO : FlvTag.AUDIO, ms, bodyBytes);
        FlvBodies.head(out, frame, formats);
        out.put(frame.payload().nioBuffer());
        FlvWriter.backPointer(out, bodyBytes);
    }

    static int configurationBytes(Formats formats) {
        return configurationBytes(formats.video()) + configurationBytes(formats.audio());
    }

    private static int configurationBytes(@Nullable TrackFormat format) {
        return format == null
                ? 0
                : AROUND_BYTES + FlvBodies.configuration(format).remaining();
    }

    /// The decoder configurations, stamped with the time of what follows.
    void configurations(Formats formats, long ms) {
        configuration(FlvTag.VIDEO, formats.video(), ms);
        configuration(FlvTag.AUDIO, formats.audio(), ms);
    }

    private void configuration(int type, @Nullable TrackFormat format, long ms) {
        if (format == null) return;
        ByteBuffer body = FlvBodies.configuration(format);
        int bodyBytes = body.remaining();
        FlvWriter.tagHead(out, type, ms, bodyBytes);
        out.put(body);
        FlvWriter.backPointer(out, bodyBytes);
    }

    /// `onMetaData` with what is known of the tracks. Source: Adobe FLV 10.1, E.5.
    void metadata(Formats formats) {
        Map<String, AmfValue> fields = new LinkedHashMap<>();
        TrackFormat.Video video = formats.video();
        TrackFormat.Audio audio = formats.audio();
        if (video != null) {
            fields.put("videocodecid", new AmfValue.Numeral(FlvBodies.metadataId(video)));
            fields.put("width", new AmfValue.Numeral(video.width()));
            fields.put("height", new AmfValue.Numeral(video.height()));
        }
        if (audio != null) {
            fields.put("audiocodecid", new AmfValue.Numeral(FlvBodies.metadataId(audio)));
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
