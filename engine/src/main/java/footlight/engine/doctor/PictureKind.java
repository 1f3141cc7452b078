package footlight.engine.doctor;

import footlight.live.TrackFormat;
import footlight.live.TrackFormat.VideoCodec;
import java.nio.ByteBuffer;

/// What a picture track's set-up record says about its samples.
///
/// @param bitDepth of a luma sample
/// @param baseline whether it is H.264's Baseline profile, which lacks what saves bits
public record PictureKind(VideoCodec codec, Chroma chroma, int bitDepth, boolean baseline) {

    static final PictureKind USUAL = usual(VideoCodec.H264);

    /// How colours are kept, in the order of chroma_format_idc.
    public enum Chroma {
        MONOCHROME("4:0:0"),
        HALVED("4:2:0"),
        WIDE("4:2:2"),
        FULL("4:4:4");

        private final String name;

        Chroma(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }

        static Chroma of(int idc) {
            return values()[idc & 3];
        }
    }

    /// Reads the record; what it does not say is taken as usual, 8 bits of 4:2:0.
    public static PictureKind of(TrackFormat.Video format) {
        ByteBuffer config = format.config();
        return switch (format.codec()) {
            case H264 -> avc(config);
            case HEVC -> hevc(config);
            case AV1 -> av1(config);
            case VP9 -> vp9(config);
        };
    }

    private static PictureKind usual(VideoCodec codec) {
        return new PictureKind(codec, Chroma.HALVED, 8, false);
    }

    /// ISO/IEC 14496-15, 5.3.3.1.2; profile_idc of ITU-T H.264, A.2. What stands behind the parameter sets is
    /// often left out; then the profile is all there is.
    private static PictureKind avc(ByteBuffer config) {
        if (config.remaining() < 6) return usual(VideoCodec.H264);
        int profile = u8(config, 1);
        Chroma chroma =
                switch (profile) {
                    case 122 -> Chroma.WIDE;
                    case 244, 44 -> Chroma.FULL;
                    default -> Chroma.HALVED;
                };
        int depth = profile == 110 || profile == 122 ? 10 : 8;
        int at = behindParameterSets(config);
        if (profile >= 100 && at > 0 && config.limit() - at >= 2) {
            chroma = Chroma.of(u8(config, at));
            depth = 8 + (u8(config, at + 1) & 7);
        }
        return new PictureKind(VideoCodec.H264, chroma, depth, profile == 66);
    }

    /// -1 when the record ends before.
    private static int behindParameterSets(ByteBuffer config) {
        int at = behind(config, 6, u8(config, 5) & 0x1F);
        return at < 0 || at >= config.limit() ? -1 : behind(config, at + 1, u8(config, at));
    }

    private static int behind(ByteBuffer config, int from, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            if (at + 2 > config.limit()) return -1;
            at += 2 + (u8(config, at) << 8 | u8(config, at + 1));
        }
        return at;
    }

    /// ISO/IEC 14496-15, 8.3.3.1.2.
    private static PictureKind hevc(ByteBuffer config) {
        if (config.remaining() < 18) return usual(VideoCodec.HEVC);
        return new PictureKind(VideoCodec.HEVC, Chroma.of(u8(config, 16)), 8 + (u8(config, 17) & 7), false);
    }

    /// AV1 Codec ISO Media File Format Binding, 2.3.3.
    private static PictureKind av1(ByteBuffer config) {
        if (config.remaining() < 3) return usual(VideoCodec.AV1);
        int flags = u8(config, 2);
        int depth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        Chroma chroma = (flags & 0x10) != 0
                ? Chroma.MONOCHROME
                : (flags & 0x08) == 0 ? Chroma.FULL : (flags & 0x04) == 0 ? Chroma.WIDE : Chroma.HALVED;
        return new PictureKind(VideoCodec.AV1, chroma, depth, false);
    }

    /// VP Codec ISO Media File Format Binding, 2.2: a full box, then profile, level, depth and subsampling.
    private static PictureKind vp9(ByteBuffer config) {
        if (config.remaining() < 7) return usual(VideoCodec.VP9);
        int packed = u8(config, 6);
        int subsampling = packed >> 1 & 7;
        Chroma chroma = subsampling < 2 ? Chroma.HALVED : subsampling == 2 ? Chroma.WIDE : Chroma.FULL;
        return new PictureKind(VideoCodec.VP9, chroma, packed >> 4, false);
    }

    private static int u8(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0xFF;
    }
}
