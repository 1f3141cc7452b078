package footlight.wire.av1;

import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An AV1CodecConfigurationRecord, the av1C box of MP4 and the sequence start of enhanced RTMP. The sequence
/// header may be left out of it, and then comes with each keyframe alone. Source: AV1 Codec ISO Media File Format
/// Binding 1.2, 2.3.3.
public record Av1Configuration(Optional<Av1SequenceHeader> sequence) {
    private static final int HEAD_BYTES = 4;

    /// Reads all that remains in `in`, whose position does not move.
    ///
    /// @throws MalformedMedia when it ends early, is of another version, or what it holds is no OBU
    public static Av1Configuration read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < HEAD_BYTES)
            throw new MalformedMedia("AV1 configuration of " + in.remaining() + " bytes, at least 4");
        if (u8(in, at) != 0x81)
            throw new MalformedMedia(
                    "AV1 configuration marker and version 0x%02x, expected 0x81".formatted(u8(in, at)));
        ByteBuffer obus = in.slice(at + HEAD_BYTES, in.remaining() - HEAD_BYTES);
        return new Av1Configuration(Obus.sequenceHeader(obus));
    }
}
