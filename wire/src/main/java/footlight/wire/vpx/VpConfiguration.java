package footlight.wire.vpx;

import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// A VPCodecConfigurationRecord: the vpcC box of MP4 has it after a version and flags, enhanced RTMP without, and
/// some senders with. It does not tell the picture's size. Source: VP Codec ISO Media File Format Binding 1.0.
public record VpConfiguration(int profile, int bitDepth) {
    /// What MP4's box has in front: version 1, no flags.
    public static final int FULL_BOX_BYTES = 4;

    private static final int RECORD_BYTES = 8;

    /// Reads the record, with or without version and flags; the position of `in` does not move.
    ///
    /// @throws MalformedMedia when it ends early, or its numbers cannot be
    public static VpConfiguration read(ByteBuffer in) {
        ByteBuffer record = record(in);
        int profile = u8(record, 0);
        int bitDepth = u8(record, 2) >> 4;
        if (profile > 3) throw new MalformedMedia("VP9 profile " + profile + ", at most 3");
        if (bitDepth != 8 && bitDepth != 10 && bitDepth != 12)
            throw new MalformedMedia("VP9 of " + bitDepth + " bits a sample, expected 8, 10 or 12");
        return new VpConfiguration(profile, bitDepth);
    }

    /// The record alone, sharing the bytes of `in`.
    public static ByteBuffer record(ByteBuffer in) {
        int at = in.position();
        // With version 1 and no flags, a record would be one of 0 bits a sample.
        boolean full = in.remaining() >= FULL_BOX_BYTES && in.getInt(at) == 0x01000000;
        int before = full ? FULL_BOX_BYTES : 0;
        if (in.remaining() - before < RECORD_BYTES)
            throw new MalformedMedia("VP9 configuration of " + in.remaining() + " bytes, at least 8");
        return in.slice(at + before, in.remaining() - before);
    }

    /// The record as MP4's box has it, with version and flags.
    public static ByteBuffer box(ByteBuffer in) {
        ByteBuffer record = record(in);
        return ByteBuffer.allocate(FULL_BOX_BYTES + record.remaining())
                .putInt(0x01000000)
                .put(record)
                .flip();
    }
}
