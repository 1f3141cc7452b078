package footlight.wire.hevc;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An HEVCDecoderConfigurationRecord, the hvcC box of MP4 and the sequence start of enhanced RTMP. The parameter
/// sets share the bytes they were read from. Source: ISO/IEC 14496-15, 8.3.3.1.
public record HevcConfiguration(int lengthBytes, List<ByteBuffer> vps, List<ByteBuffer> sps, List<ByteBuffer> pps) {
    private static final int HEAD_BYTES = 23;
    private static final int VPS = 32;
    private static final int SPS = 33;
    private static final int PPS = 34;

    /// More than any encoder sends: a record is a stranger's, and every set costs an object.
    private static final int SETS_AT_MOST = 64;

    /// Reads all that remains in `in`, whose position does not move. Units of other kinds (SEI) are stepped over.
    ///
    /// @throws MalformedMedia when it ends early, is of another version, or has no sequence parameter set
    public static HevcConfiguration read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < HEAD_BYTES)
            throw new MalformedMedia("HEVC configuration of " + in.remaining() + " bytes, at least 23");
        if (u8(in, at) != 1) throw new MalformedMedia("HEVC configuration version " + u8(in, at) + ", expected 1");
        int lengthBytes = (u8(in, at + 21) & 3) + 1;
        if (lengthBytes == 3) throw new MalformedMedia("HEVC NAL length of 3 bytes, expected 1, 2 or 4");
        Sets sets = new Sets();
        sets.read(in, at + HEAD_BYTES, u8(in, at + 22));
        if (sets.sps.isEmpty()) throw new MalformedMedia("HEVC configuration without a sequence parameter set");
        return new HevcConfiguration(
                lengthBytes,
                Collections.unmodifiableList(sets.vps),
                Collections.unmodifiableList(sets.sps),
                Collections.unmodifiableList(sets.pps));
    }

    public HevcParameters picture() {
        return HevcParameters.read(sps.getFirst());
    }

    private static final class Sets {
        final List<ByteBuffer> vps = new ArrayList<>(1);
        final List<ByteBuffer> sps = new ArrayList<>(1);
        final List<ByteBuffer> pps = new ArrayList<>(1);
        private int units;

        void read(ByteBuffer in, int from, int arrays) {
            int at = from;
            for (int i = 0; i < arrays; i++) {
                if (in.limit() - at < 3) throw new MalformedMedia("HEVC configuration ends before array " + i);
                int type = u8(in, at) & 0x3F;
                int count = u16(in, at + 1);
                at += 3;
                for (int j = 0; j < count; j++) at = unit(in, at, type);
            }
        }

        private int unit(ByteBuffer in, int from, int type) {
            if (++units > SETS_AT_MOST) throw new MalformedMedia("HEVC configuration of more than 64 units");
            if (in.limit() - from < 2) throw new MalformedMedia("HEVC configuration ends before a unit's length");
            int bytes = u16(in, from);
            int at = from + 2;
            if (bytes == 0 || in.limit() - at < bytes)
                throw new MalformedMedia("HEVC unit of " + bytes + " bytes, " + (in.limit() - at) + " are left");
            switch (type) {
                case VPS -> vps.add(in.slice(at, bytes));
                case SPS -> sps.add(in.slice(at, bytes));
                case PPS -> pps.add(in.slice(at, bytes));
                default -> {}
            }
            return at + bytes;
        }
    }
}
