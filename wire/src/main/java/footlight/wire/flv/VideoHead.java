package footlight.wire.flv;

import static footlight.wire.Octets.s24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.List;

/// What stands before the video data in an FLV tag or RTMP message, of Adobe's form or the enhanced one. The data
/// are `bytes` bytes at absolute position `at` of the body. `track` is 0 but for multitrack. Sources: Adobe FLV
/// 10.1, E.4.3; Enhanced RTMP v2, ExVideoTagHeader.
public sealed interface VideoHead {
    /// The data is the codec's configuration record.
    record Configuration(FlvCodec.Video codec, int track, int at, int bytes) implements VideoHead {}

    /// The data is one access unit: of AVC and HEVC length-prefixed NAL units. Presentation is `compositionMs`
    /// after the tag's time.
    record Picture(FlvCodec.Video codec, int track, boolean keyframe, int compositionMs, int at, int bytes)
            implements VideoHead {}

    /// Nothing to show: the end of a sequence, a seek hint, metadata, or a body without bytes.
    record Aside() implements VideoHead {}

    /// A codec that we do not take; `codec` is its name for people.
    record Foreign(String codec, int track) implements VideoHead {}

    /// One message with several tracks. None of them is of this kind again.
    record Several(List<VideoHead> tracks) implements VideoHead {}

    int LEGACY_HEAD_BYTES = 5;

    /// Reads from `body`'s position, which does not move.
    ///
    /// @throws MalformedMedia when the body ends before its data
    static VideoHead read(ByteBuffer body) {
        if (!body.hasRemaining()) return new Aside();
        int at = body.position();
        int first = u8(body, at);
        if ((first & 0x80) != 0) return EnhancedHead.read(body, true, new EnhancedVideo(body, ((first >> 4) & 7) == 1));
        int frameType = first >> 4;
        if (frameType == 5) return new Aside();
        return switch (first & 0x0F) {
            case 7 -> legacy(body, FlvCodec.Video.AVC, frameType == 1);
            // Never written down by Adobe, and sent by many encoders from China.
            case 12 -> legacy(body, FlvCodec.Video.HEVC, frameType == 1);
            default -> new Foreign(codecName(first & 0x0F), 0);
        };
    }

    private static VideoHead legacy(ByteBuffer body, FlvCodec.Video codec, boolean keyframe) {
        int at = body.position();
        int bytes = body.remaining() - LEGACY_HEAD_BYTES;
        if (bytes < 0) throw new MalformedMedia("FLV " + codec + " body of " + body.remaining() + " bytes, at least 5");
        int dataAt = at + LEGACY_HEAD_BYTES;
        return switch (u8(body, at + 1)) {
            case 0 -> new Configuration(codec, 0, dataAt, bytes);
            case 1 -> new Picture(codec, 0, keyframe, s24(body, at + 2), dataAt, bytes);
            case 2 -> new Aside();
            default ->
                throw new MalformedMedia("FLV " + codec + " packet type " + u8(body, at + 1) + ", expected 0, 1 or 2");
        };
    }

    private static String codecName(int codec) {
        return switch (codec) {
            case 2 -> "Sorenson H.263";
            case 3 -> "Screen video";
            case 4, 5 -> "VP6";
            case 6 -> "Screen video 2";
            default -> "FLV video codec " + codec;
        };
    }
}
