package footlight.wire.flv;

import static footlight.wire.Octets.s24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// What stands before the video data in an FLV tag or RTMP message. Data begins `BYTES` after the
/// body's start in the AVC forms. Source: Adobe FLV 10.1, E.4.3; Enhanced RTMP v2 for the four-letter
/// codecs.
public sealed interface VideoHead {
    int AVC = 7;
    int AVC_HEAD_BYTES = 5;

    /// The data is an AVCDecoderConfigurationRecord.
    record AvcConfiguration() implements VideoHead {}

    /// The data is one access unit of length-prefixed NAL units. Presentation is `compositionMs` after
    /// the tag's time.
    record AvcPicture(boolean keyframe, int compositionMs) implements VideoHead {}

    /// Nothing to show: the end of a sequence, a seek hint, or a body without bytes.
    record Aside() implements VideoHead {}

    /// A codec that we do not take; `codec` is its name for people.
    record Foreign(String codec) implements VideoHead {}

    /// Reads from `body`'s position, which does not move.
    ///
    /// @throws MalformedMedia when an AVC body ends before its data
    static VideoHead read(ByteBuffer body) {
        int at = body.position();
        if (!body.hasRemaining()) return new Aside();
        int first = u8(body, at);
        if ((first & 0x80) != 0) return enhanced(body, at);
        int frameType = first >> 4;
        int codec = first & 0x0F;
        if (frameType == 5) return new Aside();
        if (codec != AVC) return new Foreign(codecName(codec));
        if (body.remaining() < AVC_HEAD_BYTES)
            throw new MalformedMedia("FLV AVC body of " + body.remaining() + " bytes, at least 5");
        return switch (u8(body, at + 1)) {
            case 0 -> new AvcConfiguration();
            case 1 -> new AvcPicture(frameType == 1, s24(body, at + 2));
            case 2 -> new Aside();
            default -> throw new MalformedMedia("FLV AVC packet type " + u8(body, at + 1) + ", expected 0, 1 or 2");
        };
    }

    private static VideoHead enhanced(ByteBuffer body, int at) {
        // A command frame (type 5) has no codec; packet type 4 is metadata (colour), with one.
        if (((u8(body, at) >> 4) & 7) == 5) return new Aside();
        return new Foreign(body.remaining() < 5 ? "enhanced RTMP video" : FourCc.read(body, at + 1));
    }

    private static String codecName(int codec) {
        return switch (codec) {
            case 2 -> "Sorenson H.263";
            case 3 -> "Screen video";
            case 4, 5 -> "VP6";
            case 6 -> "Screen video 2";
            case 12 -> "HEVC (the unofficial codec id 12)";
            default -> "FLV video codec " + codec;
        };
    }
}
