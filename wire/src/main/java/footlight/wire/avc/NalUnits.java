package footlight.wire.avc;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// Walks over the length-prefixed NAL units of one access unit without allocating. Source: ISO/IEC 14496-15, 5.3.4.
public final class NalUnits {
    public static final int IDR = 5;
    public static final int SEI = 6;
    public static final int SPS = 7;
    public static final int PPS = 8;

    /// One NAL unit: `bytes` bytes at absolute position `at`, its header byte first.
    @FunctionalInterface
    public interface Unit {
        void unit(int type, int at, int bytes);
    }

    private NalUnits() {}

    /// Calls `each` in order. Units of no bytes, which some encoders send, are stepped over.
    ///
    /// @param lengthBytes 1, 2 or 4, as the configuration says
    /// @throws MalformedMedia when a unit reaches past the end
    public static void walk(ByteBuffer accessUnit, int lengthBytes, Unit each) {
        int at = accessUnit.position();
        int end = accessUnit.limit();
        while (at < end) {
            if (end - at < lengthBytes) throw new MalformedMedia("AVC access unit ends inside of a NAL length");
            int bytes =
                    switch (lengthBytes) {
                        case 1 -> u8(accessUnit, at);
                        case 2 -> u16(accessUnit, at);
                        default -> accessUnit.getInt(at);
                    };
            at += lengthBytes;
            if (bytes < 0 || bytes > end - at)
                throw new MalformedMedia(
                        "AVC NAL unit of " + (bytes & 0xFFFFFFFFL) + " bytes, " + (end - at) + " are left");
            if (bytes > 0) each.unit(u8(accessUnit, at) & 0x1F, at, bytes);
            at += bytes;
        }
    }
}
