package footlight.wire.avc;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An AVCDecoderConfigurationRecord, the "sequence header" of FLV and the avcC box of MP4. The
/// parameter sets share the bytes they were read from. Source: ISO/IEC 14496-15, 5.3.3.1.
public record AvcConfiguration(
        int profile, int constraints, int level, int lengthBytes, List<ByteBuffer> sps, List<ByteBuffer> pps) {
    private static final int HEAD_BYTES = 6;

    /// Reads all that remains in `in`, whose position does not move. What follows the picture parameter
    /// sets (chroma and bit depth of the high profiles) is not read: the sequence parameter set says it
    /// again.
    ///
    /// @throws MalformedMedia when it ends early, is of another version, or has no sequence parameter
    /// set
    public static AvcConfiguration read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < HEAD_BYTES)
            throw new MalformedMedia("AVC configuration of " + in.remaining() + " bytes, at least 6");
        if (u8(in, at) != 1) throw new MalformedMedia("AVC configuration version " + u8(in, at) + ", expected 1");
        int lengthBytes = (u8(in, at + 4) & 3) + 1;
        if (lengthBytes == 3) throw new MalformedMedia("AVC NAL length of 3 bytes, expected 1, 2 or 4");
        Sets sps = Sets.read(in, at + HEAD_BYTES, u8(in, at + 5) & 0x1F);
        if (sps.units().isEmpty()) throw new MalformedMedia("AVC configuration without a sequence parameter set");
        Sets pps = sps.end() < in.limit() ? Sets.read(in, sps.end() + 1, u8(in, sps.end())) : Sets.NONE;
        return new AvcConfiguration(
                u8(in, at + 1), u8(in, at + 2), u8(in, at + 3), lengthBytes, sps.units(), pps.units());
    }

    public SequenceParameters picture() {
        return SequenceParameters.read(sps.getFirst());
    }

    /// The `codecs` parameter of RFC 6381: avc1.64001f.
    public String codec() {
        return "avc1.%02x%02x%02x".formatted(profile, constraints, level);
    }

    private record Sets(List<ByteBuffer> units, int end) {
        static final Sets NONE = new Sets(List.of(), 0);

        static Sets read(ByteBuffer in, int from, int count) {
            List<ByteBuffer> units = new ArrayList<>(count);
            int at = from;
            for (int i = 0; i < count; i++) {
                if (in.limit() - at < 2) throw new MalformedMedia("AVC configuration ends before parameter set " + i);
                int bytes = u16(in, at);
                at += 2;
                if (bytes == 0 || in.limit() - at < bytes)
                    throw new MalformedMedia(
                            "AVC parameter set of " + bytes + " bytes, " + (in.limit() - at) + " are left");
                units.add(in.slice(at, bytes));
                at += bytes;
            }
            return new Sets(Collections.unmodifiableList(units), at);
        }
    }
}
