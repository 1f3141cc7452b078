package footlight.engine;

import footlight.live.TrackFormat;
import footlight.wire.MalformedMedia;
import footlight.wire.cmaf.AudioCoding;
import footlight.wire.cmaf.SampleEntry;
import footlight.wire.cmaf.VideoCoding;
import java.nio.ByteBuffer;
import java.util.Locale;

/// What a track's coding is called: by programs (RFC 6381), and its profile by people.
final class CodecNames {
    private CodecNames() {}

    /// The codec alone where its configuration is too short to tell more.
    static String codecString(TrackFormat.Video format) {
        ByteBuffer config = format.config();
        return switch (format.codec()) {
            case H264 ->
                config.remaining() < 4
                        ? "avc1"
                        : String.format(Locale.ROOT, "avc1.%02x%02x%02x", config.get(1), config.get(2), config.get(3));
            case HEVC -> told(format, VideoCoding.HEVC, "hvc1");
            case AV1 -> told(format, VideoCoding.AV1, "av01");
            case VP9 -> told(format, VideoCoding.VP9, "vp09");
        };
    }

    static String codecString(TrackFormat.Audio format) {
        ByteBuffer config = format.config();
        return switch (format.codec()) {
            case AAC -> "mp4a.40." + (config.hasRemaining() ? (config.get(0) & 0xFF) >> 3 : 2);
            case OPUS -> told(format, AudioCoding.OPUS, "opus");
            case FLAC -> told(format, AudioCoding.FLAC, "fLaC");
            case AC3 -> told(format, AudioCoding.AC3, "ac-3");
            case EAC3 -> told(format, AudioCoding.EAC3, "ec-3");
        };
    }

    private static String told(TrackFormat.Video format, VideoCoding coding, String otherwise) {
        try {
            return new SampleEntry.Video(coding, format.width(), format.height(), format.config()).codec();
        } catch (MalformedMedia e) {
            return otherwise;
        }
    }

    private static String told(TrackFormat.Audio format, AudioCoding coding, String otherwise) {
        try {
            return new SampleEntry.Audio(coding, format.sampleRateHz(), format.channels(), format.config()).codec();
        } catch (MalformedMedia e) {
            return otherwise;
        }
    }

    /// Empty when the configuration does not tell it.
    static String profile(TrackFormat.Video format) {
        ByteBuffer config = format.config();
        if (config.remaining() < 5) return format.codec() == TrackFormat.VideoCodec.H264 ? avcProfile(config) : "";
        return switch (format.codec()) {
            case H264 -> avcProfile(config);
            case HEVC -> hevcProfile(config.get(1) & 0x1F);
            case AV1 -> av1Profile((config.get(1) & 0xFF) >> 5);
            case VP9 -> "Profile " + config.get(4);
        };
    }

    /// ITU-T H.264, A.2: the names of profile_idc.
    private static String avcProfile(ByteBuffer config) {
        if (config.remaining() < 4) return "";
        return switch (config.get(1) & 0xFF) {
            case 66 -> (config.get(2) & 0x40) != 0 ? "Constrained Baseline" : "Baseline";
            case 77 -> "Main";
            case 88 -> "Extended";
            case 100 -> "High";
            case 110 -> "High 10";
            case 122 -> "High 4:2:2";
            case 244 -> "High 4:4:4 Predictive";
            default -> "profile " + (config.get(1) & 0xFF);
        };
    }

    /// ITU-T H.265, A.3.
    private static String hevcProfile(int profile) {
        return switch (profile) {
            case 1 -> "Main";
            case 2 -> "Main 10";
            case 3 -> "Main Still Picture";
            case 4 -> "Range Extensions";
            default -> "profile " + profile;
        };
    }

    /// AV1 Bitstream and Decoding Process Specification, A.2.
    private static String av1Profile(int profile) {
        return switch (profile) {
            case 0 -> "Main";
            case 1 -> "High";
            case 2 -> "Professional";
            default -> "profile " + profile;
        };
    }
}
