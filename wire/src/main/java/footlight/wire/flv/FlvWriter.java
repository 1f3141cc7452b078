package footlight.wire.flv;

import footlight.wire.Octets;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.amf.AmfValue;
import java.nio.ByteBuffer;

/// The bytes around a tag's body, so that a body that is shared need not be copied. Stateless.
public final class FlvWriter {
    /// How Adobe numbers AVC and AAC.
    public static final int AVC = 7;

    public static final int AAC = 10;

    public static final int VIDEO_HEAD_BYTES = 5;
    public static final int AUDIO_HEAD_BYTES = 2;

    /// No head before data is longer.
    public static final int HEAD_BYTES_AT_MOST = 8;

    private static final int ENHANCED_HEAD_BYTES = 5;
    private static final int COMPOSITION_BYTES = 3;

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
        out.put((byte) (((keyframe ? 1 : 2) << 4) | AVC)).put((byte) (configuration ? 0 : 1));
        Octets.putU24(out, compositionMs);
    }

    /// Writes the two bytes before AAC data; rate, size and channels are fixed for AAC and mean nothing.
    public static void aacHead(ByteBuffer out, boolean configuration) {
        out.put((byte) 0xAF).put((byte) (configuration ? 0 : 1));
    }

    /// How many bytes `pictureHead` writes.
    public static int pictureHeadBytes(FlvCodec.Video codec, int compositionMs) {
        return tellsComposition(codec, compositionMs) ? ENHANCED_HEAD_BYTES + COMPOSITION_BYTES : ENHANCED_HEAD_BYTES;
    }

    /// Writes what stands before a frame: Adobe's form for AVC, which every player knows, the enhanced one else.
    public static void pictureHead(ByteBuffer out, FlvCodec.Video codec, boolean keyframe, int compositionMs) {
        if (codec == FlvCodec.Video.AVC) {
            avcHead(out, keyframe, false, compositionMs);
            return;
        }
        boolean tells = tellsComposition(codec, compositionMs);
        int packetType = codec.reorders() && !tells ? EnhancedHead.CODED_FRAMES_X : EnhancedHead.CODED_FRAMES;
        out.put((byte) (0x80 | (keyframe ? 1 : 2) << 4 | packetType)).putInt(codec.fourCc());
        if (tells) Octets.putU24(out, compositionMs);
    }

    private static boolean tellsComposition(FlvCodec.Video codec, int compositionMs) {
        return codec == FlvCodec.Video.HEVC && compositionMs != 0;
    }

    /// Writes the `VIDEO_HEAD_BYTES` before a configuration record.
    public static void configurationHead(ByteBuffer out, FlvCodec.Video codec) {
        if (codec == FlvCodec.Video.AVC) avcHead(out, true, true, 0);
        else out.put((byte) (0x90 | EnhancedHead.SEQUENCE_START)).putInt(codec.fourCc());
    }

    /// How many bytes `soundHead` writes.
    public static int soundHeadBytes(FlvCodec.Audio codec) {
        return codec == FlvCodec.Audio.AAC ? AUDIO_HEAD_BYTES : ENHANCED_HEAD_BYTES;
    }

    /// Writes what stands before a frame, or before what tells a decoder what comes.
    public static void soundHead(ByteBuffer out, FlvCodec.Audio codec, boolean configuration) {
        if (codec == FlvCodec.Audio.AAC) {
            aacHead(out, configuration);
            return;
        }
        int packetType = configuration ? EnhancedHead.SEQUENCE_START : EnhancedHead.CODED_FRAMES;
        out.put((byte) (0x90 | packetType)).putInt(codec.fourCc());
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
