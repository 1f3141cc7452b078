package footlight.wire.av1;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// The largest picture of an AV1 sequence. Source: AV1 Bitstream and Decoding Process Specification, 5.5.1.
public record Av1SequenceHeader(int profile, int width, int height) {
    /// Reads the content of a sequence header OBU, whose position does not move.
    ///
    /// @throws MalformedMedia when it ends early
    public static Av1SequenceHeader read(ByteBuffer obu) {
        BitReader bits = BitReader.plain(obu, "AV1 sequence header");
        int profile = bits.bits(3);
        bits.flag(); // still_picture
        if (bits.flag()) bits.skip(5); // reduced_still_picture_header: seq_level_idx
        else operatingPoints(bits);
        int widthBits = bits.bits(4) + 1;
        int heightBits = bits.bits(4) + 1;
        return new Av1SequenceHeader(profile, bits.bits(widthBits) + 1, bits.bits(heightBits) + 1);
    }

    private static void operatingPoints(BitReader bits) {
        int delayBits = 0;
        boolean decoderModel = false;
        if (bits.flag()) { // timing_info_present_flag
            bits.skip(64);
            if (bits.flag()) skipUvlc(bits); // num_ticks_per_picture_minus_1
            decoderModel = bits.flag();
            if (decoderModel) {
                delayBits = bits.bits(5) + 1;
                bits.skip(32 + 5 + 5);
            }
        }
        boolean displayDelay = bits.flag();
        int points = bits.bits(5) + 1;
        for (int i = 0; i < points; i++) {
            bits.skip(12); // operating_point_idc
            if (bits.bits(5) > 7) bits.flag(); // seq_level_idx, seq_tier
            if (decoderModel && bits.flag()) {
                bits.skip(delayBits);
                bits.skip(delayBits);
                bits.flag(); // low_delay_mode_flag
            }
            if (displayDelay && bits.flag()) bits.skip(4);
        }
    }

    private static void skipUvlc(BitReader bits) {
        int zeros = 0;
        while (!bits.flag()) if (++zeros == 32) return;
        bits.skip(zeros);
    }
}
