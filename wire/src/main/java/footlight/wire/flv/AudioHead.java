package footlight.wire.flv;

import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// What stands before the sound data in an FLV tag or RTMP message. Data begins `AAC_HEAD_BYTES` after
/// the body's start in the AAC forms. Source: Adobe FLV 10.1, E.4.2; Enhanced RTMP v2 for sound format
/// 9.
public sealed interface AudioHead {
    int AAC_HEAD_BYTES = 2;

    /// The data is an AudioSpecificConfig.
    record AacConfiguration() implements AudioHead {}

    /// The data is one raw AAC frame.
    record AacFrame() implements AudioHead {}

    /// A body without sound; some encoders send one to say that there is silence.
    record Aside() implements AudioHead {}

    /// A codec that we do not take; `codec` is its name for people.
    record Foreign(String codec) implements AudioHead {}

    AacFrame AAC_FRAME = new AacFrame();

    /// Reads from `body`'s position, which does not move.
    ///
    /// @throws MalformedMedia when the AAC packet type is neither 0 nor 1
    static AudioHead read(ByteBuffer body) {
        int at = body.position();
        if (!body.hasRemaining()) return new Aside();
        int format = u8(body, at) >> 4;
        if (format == 9) return new Foreign(body.remaining() < 5 ? "enhanced RTMP audio" : FourCc.read(body, at + 1));
        if (format != 10) return new Foreign(codecName(format));
        if (body.remaining() < AAC_HEAD_BYTES) return new Aside();
        return switch (u8(body, at + 1)) {
            case 0 -> new AacConfiguration();
            case 1 -> AAC_FRAME;
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
