package footlight.wire.vpx;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The size of a VP9 keyframe, which nothing but its own header tells. Source: VP9 Bitstream and Decoding Process
/// Specification 0.6, 6.2.
public record Vp9Keyframe(int width, int height) {
    private static final int MARKER = 2;
    private static final int SYNC_CODE = 0x498342;
    private static final int RGB = 7;

    /// Reads the first frame's header; empty when it is no keyframe. The position of `frame` does not move.
    ///
    /// @throws MalformedMedia when it is no VP9 frame, or ends early
    public static Optional<Vp9Keyframe> read(ByteBuffer frame) {
        BitReader bits = BitReader.plain(frame, "VP9 frame header");
        if (bits.bits(2) != MARKER) throw new MalformedMedia("VP9 frame without its marker");
        int profile = bits.bits(1) | bits.bits(1) << 1;
        if (profile == 3) bits.flag();
        if (bits.flag()) return Optional.empty(); // show_existing_frame
        boolean keyframe = !bits.flag();
        bits.skip(2); // show_frame, error_resilient_mode
        if (!keyframe) return Optional.empty();
        int sync = bits.bits(24);
        if (sync != SYNC_CODE) throw new MalformedMedia("VP9 keyframe with sync code 0x%06x".formatted(sync));
        if (profile >= 2) bits.flag(); // ten_or_twelve_bit
        boolean odd = profile == 1 || profile == 3;
        if (bits.bits(3) != RGB) bits.skip(odd ? 4 : 1); // colour range, and with odd profiles the subsampling
        else if (odd) bits.flag();
        return Optional.of(new Vp9Keyframe(bits.bits(16) + 1, bits.bits(16) + 1));
    }
}
