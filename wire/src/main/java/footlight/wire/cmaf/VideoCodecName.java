package footlight.wire.cmaf;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import footlight.wire.avc.AvcConfiguration;
import java.nio.ByteBuffer;

/// Names picture codings by RFC 6381 out of their configuration records, whose shape is checked on the way.
final class VideoCodecName {
    private static final int HVCC_HEAD_BYTES = 23;
    private static final int AV1C_HEAD_BYTES = 4;

    private VideoCodecName() {}

    /// avc1.PPCCLL. Source: ISO/IEC 14496-15, E.2.
    static String avc(ByteBuffer config) {
        return AvcConfiguration.read(config).codec();
    }

    /// hvc1.1.6.L93.B0: profile, its compatibility flags as a number with the bits turned round, tier and level, then
    /// the constraint bytes up to the last that is not 0. Source: ISO/IEC 14496-15, 8.3.3.1.2 and E.3.
    static String hevc(ByteBuffer config) {
        int at = config.position();
        need(config, HVCC_HEAD_BYTES, "HEVC configuration");
        if (u8(config, at) != 1)
            throw new MalformedMedia("HEVC configuration version " + u8(config, at) + ", expected 1");
        checkArrays(config, at + HVCC_HEAD_BYTES - 1);
        int profile = u8(config, at + 1);
        var name = new StringBuilder("hvc1.");
        if (profile >> 6 > 0) name.append((char) ('A' + (profile >> 6) - 1));
        name.append(profile & 0x1F).append('.');
        name.append(hex(Integer.reverse(config.getInt(at + 2)))).append('.');
        name.append((profile & 0x20) == 0 ? 'L' : 'H').append(u8(config, at + 12));
        int last = at + 11;
        while (last >= at + 6 && config.get(last) == 0) last--;
        for (int i = at + 6; i <= last; i++) name.append('.').append(hex(u8(config, i)));
        return name.toString();
    }

    /// The parameter sets by kind, none of which may reach past the end.
    private static void checkArrays(ByteBuffer config, int from) {
        int at = from + 1;
        for (int arrays = u8(config, from); arrays > 0; arrays--) {
            if (config.limit() - at < 3) throw new MalformedMedia("HEVC configuration ends before its parameter sets");
            int units = u16(config, at + 1);
            at += 3;
            for (; units > 0; units--) {
                int left = config.limit() - at - 2;
                if (left < 0 || left < u16(config, at))
                    throw new MalformedMedia("HEVC configuration ends inside of a parameter set");
                at += 2 + u16(config, at);
            }
        }
    }

    /// av01.0.04M.08: profile, level and tier, bits of a sample. Sources: AV1-ISOBMFF 1.2, 2.3 and 5.
    static String av1(ByteBuffer config) {
        int at = config.position();
        need(config, AV1C_HEAD_BYTES, "AV1 configuration");
        if (u8(config, at) != 0x81)
            throw new MalformedMedia(
                    "AV1 configuration begins with " + u8(config, at) + ", expected marker and version 129");
        int profile = u8(config, at + 1) >> 5;
        if (profile > 2) throw new MalformedMedia("AV1 profile " + profile + ", at most 2");
        int level = u8(config, at + 1) & 0x1F;
        int look = u8(config, at + 2);
        boolean high = (look & 0x40) != 0;
        boolean twelve = (look & 0x20) != 0;
        String bits = !high ? "08" : twelve && profile == 2 ? "12" : "10";
        return "av01." + profile + "." + twoDigits(level) + ((look & 0x80) == 0 ? 'M' : 'H') + "." + bits;
    }

    static void need(ByteBuffer config, int bytes, String what) {
        if (config.remaining() < bytes)
            throw new MalformedMedia(what + " of " + config.remaining() + " bytes, at least " + bytes);
    }

    static String twoDigits(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }

    private static String hex(int bits) {
        return Integer.toHexString(bits).toUpperCase(java.util.Locale.ROOT);
    }
}
