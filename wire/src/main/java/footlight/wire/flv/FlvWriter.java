package footlight.wire.flv;

import footlight.wire.Octets;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.amf.AmfValue;
import java.nio.ByteBuffer;

/// The bytes around a tag's body, so that a body that is shared need not be copied. Stateless.
public final class FlvWriter {
    public static final int VIDEO_HEAD_BYTES = 5;
    public static final int AUDIO_HEAD_BYTES = 2;

    private FlvWriter() {}

    /// Writes the `FlvTag.HEAD_BYTES` before a body. `type` is 8, 9 or 18, `timestampMs` unsigned 32-bit.
    public static void tagHead(ByteBuffer out, int type, long timestampMs, int bodyBytes) {
        out.put((byte) type);
        Octets.putU24(out, bodyBytes);
        Octets.putU24(out, (int) timestampMs);
        out.put((byte) (timestampMs >> 24));
        Octets.putU24(out, 0); // stream id
    }

    /// Writes the `FlvTag.BACK_POINTER_BYTES` after a body.
    public static void backPointer(ByteBuffer out, int bodyBytes) {
        out.putInt(FlvTag.HEAD_BYTES + bodyBytes);
    }

    /// Writes the five bytes before AVC data.
    public static void avcHead(ByteBuffer out, boolean keyframe, boolean configuration, int compositionMs) {
        out.put((byte) (((keyframe ? 1 : 2) << 4) | VideoHead.AVC)).put((byte) (configuration ? 0 : 1));
        Octets.putU24(out, compositionMs);
    }

    /// Writes the two bytes before AAC data; rate, size and channels are fixed for AAC and mean nothing.
    public static void aacHead(ByteBuffer out, boolean configuration) {
        out.put((byte) 0xAF).put((byte) (configuration ? 0 : 1));
    }

    /// A whole script tag, from head to back pointer.
    public static ByteBuffer script(long timestampMs, String name, AmfValue value) {
        Amf0Writer amf = new Amf0Writer().text(name);
        // Players look for onMetaData as an ECMA array; ffmpeg and OBS write it so.
        if (value instanceof AmfValue.Fields(var fields)) {
            amf.ecmaArray(fields.size());
            fields.forEach((field, of) -> amf.field(field).value(of));
            amf.end();
        } else {
            amf.value(value);
        }
        ByteBuffer body = amf.written();
        int bodyBytes = body.remaining();
        ByteBuffer tag = ByteBuffer.allocate(FlvTag.HEAD_BYTES + bodyBytes + FlvTag.BACK_POINTER_BYTES);
        tagHead(tag, FlvTag.SCRIPT, timestampMs, bodyBytes);
        tag.put(body);
        backPointer(tag, bodyBytes);
        return tag.flip();
    }
}
