package footlight.wire.cmaf;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;
import static footlight.wire.cmaf.VideoCodecName.twoDigits;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// VP9's configuration record, with or without the version and flags of the full box that it stands in. Source:
/// VP Codec ISO Media File Format Binding 1.0, "VP Codec Configuration Box" and "Codecs Parameter String".
final class VpConfiguration {
    private static final int BYTES = 8;
    private static final int VERSION_AND_FLAGS = 0x01000000;
    private static final int LEVEL_UNKNOWN = 0;
    /// The level of 2160p60: who does not tell the level must not be turned away for it.
    private static final int LEVEL_ASSUMED = 51;

    private static final int CHROMA_420_COLOCATED = 1;

    private VpConfiguration() {}

    static ByteBuffer boxed(ByteBuffer config) {
        if (headed(config)) return config;
        return ByteBuffer.allocate(4 + config.remaining())
                .putInt(VERSION_AND_FLAGS)
                .put(config.duplicate())
                .flip();
    }

    /// vp09.00.31.08: profile, level times ten, bits of a sample; what is not 4:2:0 is told with it and the colours.
    static String codec(ByteBuffer config) {
        int at = config.position() + (headed(config) ? 4 : 0);
        VideoCodecName.need(config, at - config.position() + BYTES, "VP9 configuration");
        int profile = u8(config, at);
        int bits = u8(config, at + 2) >> 4;
        int chroma = (u8(config, at + 2) >> 1) & 7;
        if (profile > 3) throw new MalformedMedia("VP9 profile " + profile + ", at most 3");
        if (!isDepth(bits)) throw new MalformedMedia("VP9 of " + bits + " bits a sample, expected 8, 10 or 12");
        if (u16(config, at + 6) != 0) throw new MalformedMedia("VP9 initialisation data, expected none");
        int level = u8(config, at + 1) == LEVEL_UNKNOWN ? LEVEL_ASSUMED : u8(config, at + 1);
        String name = "vp09." + twoDigits(profile) + "." + twoDigits(level) + "." + twoDigits(bits);
        if (chroma <= CHROMA_420_COLOCATED) return name;
        return name + "." + twoDigits(chroma) + "." + twoDigits(u8(config, at + 3)) + "."
                + twoDigits(u8(config, at + 4)) + "." + twoDigits(u8(config, at + 5)) + "."
                + twoDigits(u8(config, at + 2) & 1);
    }

    /// A record of its own would have depth 0 where the flags of a full box stand.
    private static boolean headed(ByteBuffer config) {
        return config.remaining() >= 4 + BYTES && config.getInt(config.position()) == VERSION_AND_FLAGS;
    }

    private static boolean isDepth(int bits) {
        return bits == 8 || bits == 10 || bits == 12;
    }
}
