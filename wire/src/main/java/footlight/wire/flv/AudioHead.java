package footlight.wire.flv;

import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.List;

/// What stands before the sound data in an FLV tag or RTMP message, of Adobe's form or the enhanced one. The data
/// are `bytes` bytes at absolute position `at` of the body. `track` is 0 but for multitrack. Sources: Adobe FLV
/// 10.1, E.4.2; Enhanced RTMP v2, ExAudioTagHeader.
public sealed interface AudioHead {
    /// The data is what tells a decoder of the codec what comes; for some it is empty.
    record Configuration(FlvCodec.Audio codec, int track, int at, int bytes) implements AudioHead {}

    /// The data is one frame.
    record Sound(FlvCodec.Audio codec, int track, int at, int bytes) implements AudioHead {}

    /// A body without sound; some encoders send one to say that there is silence.
    record Aside() implements AudioHead {}

    /// A codec that we do not take; `codec` is its name for people.
    record Foreign(String codec, int track) implements AudioHead {}

    /// One message with several tracks. None of them is of this kind again.
    record Several(List<AudioHead> tracks) implements AudioHead {}

    int AAC_HEAD_BYTES = 2;

    /// Reads from `body`'s position, which does not move.
    ///
    /// @throws MalformedMedia when an enhanced head ends early, or the AAC packet type is neither 0 nor 1
    static AudioHead read(ByteBuffer body) {
        if (!body.hasRemaining()) return new Aside();
        int at = body.position();
        int format = u8(body, at) >> 4;
        if (format == 9) return EnhancedHead.read(body, false, EnhancedAudio.ANY);
        if (format != 10) return new Foreign(codecName(format), 0);
        int bytes = body.remaining() - AAC_HEAD_BYTES;
        if (bytes < 0) return new Aside();
        return switch (u8(body, at + 1)) {
            case 0 -> new Configuration(FlvCodec.Audio.AAC, 0, at + AAC_HEAD_BYTES, bytes);
            case 1 -> new Sound(FlvCodec.Audio.AAC, 0, at + AAC_HEAD_BYTES, bytes);
            default -> throw new MalformedMedia("FLV AAC packet type " + u8(body, at + 1) + ", expected 0 or 1");
        };
    }

    private static String codecName(int format) {
        return switch (format) {
            case 0, 3 -> "PCM";
            case 1 -> "ADPCM";
            case 2, 14 -> "MP3";
            case 4, 5, 6 -> "Nellymoser";
            case 7, 8 -> "G.711";
            case 11 -> "Speex";
            case 13 -> "Opus (the unofficial sound format 13)";
            default -> "FLV sound format " + format;
        };
    }
}
