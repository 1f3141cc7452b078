package footlight.wire.avc;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/// What an H.264 sequence parameter set says about the picture: its size after cropping, in luma
/// samples, and its rate when the set has timing. Source: ITU-T H.264, 7.3.2.1.1 and E.1.1.
public record SequenceParameters(
        int profile, int constraints, int level, int width, int height, OptionalDouble framesPerSecond) {
    private static final int SPS = 7;
    private static final int LARGEST_SIDE = 16384;
    private static final int EXTENDED_SAR = 255;
    private static final int MOST_BITS_OVER_8 = 6;

    /// Reads `nal`, from its header byte on; its position does not move.
    ///
    /// @throws MalformedMedia when it is no SPS, ends early, or its numbers cannot be
    public static SequenceParameters read(ByteBuffer nal) {
        BitReader bits = BitReader.nal(nal, "H.264 SPS");
        int type = bits.bits(8) & 0x1F;
        if (type != SPS) throw new MalformedMedia("H.264 NAL unit of type " + type + ", expected an SPS, 7");
        int profile = bits.bits(8);
        int constraints = bits.bits(8);
        int level = bits.bits(8);
        bits.ue(); // seq_parameter_set_id
        int chroma = hasChroma(profile) ? chroma(bits) : 1;
        bits.ue(); // log2_max_frame_num_minus4
        pictureOrder(bits);
        bits.ue(); // max_num_ref_frames
        bits.flag(); // gaps_in_frame_num_value_allowed_flag
        long widthInBlocks = bits.ue() + 1L;
        long heightInMapUnits = bits.ue() + 1L;
        boolean framesOnly = bits.flag();
        if (!framesOnly) bits.flag(); // mb_adaptive_frame_field_flag
        bits.flag(); // direct_8x8_inference_flag

        long width = widthInBlocks * 16;
        long height = heightInMapUnits * 16 * (framesOnly ? 1 : 2);
        if (bits.flag()) {
            // Crop units are chroma samples, and field lines in interlaced video.
            long unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            long unitY = (chroma == 1 ? 2L : 1L) * (framesOnly ? 1 : 2);
            width -= unitX * ((long) bits.ue() + bits.ue());
            height -= unitY * ((long) bits.ue() + bits.ue());
        }
        if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE)
            throw new MalformedMedia("H.264 picture of " + width + "x" + height);
        OptionalDouble rate = bits.flag() ? rateOfVui(bits) : OptionalDouble.empty();
        return new SequenceParameters(profile, constraints, level, (int) width, (int) height, rate);
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 144, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /// Returns 0 for monochrome and planes coded apart, else chroma_format_idc.
    private static int chroma(BitReader bits) {
        int chroma = bits.ue();
        if (chroma > 3) throw new MalformedMedia("H.264 chroma format " + chroma + ", at most 3");
        boolean separatePlanes = chroma == 3 && bits.flag();
        int lumaBits = bits.ue(); // bit_depth_luma_minus8
        int chromaBits = bits.ue();
        if (lumaBits > MOST_BITS_OVER_8 || chromaBits > MOST_BITS_OVER_8)
            throw new MalformedMedia(
                    "H.264 of " + (lumaBits + 8L) + " and " + (chromaBits + 8L) + " bits a sample, at most 14");
        bits.flag(); // qpprime_y_zero_transform_bypass_flag
        if (bits.flag()) {
            int lists = chroma == 3 ? 12 : 8;
            for (int i = 0; i < lists; i++) if (bits.flag()) skipScalingList(bits, i < 6 ? 16 : 64);
        }
        return separatePlanes ? 0 : chroma;
    }

    private static void skipScalingList(BitReader bits, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) next = (last + bits.se()) & 0xFF;
            if (next != 0) last = next;
        }
    }

    private static void pictureOrder(BitReader bits) {
        int type = bits.ue();
        if (type > 2) throw new MalformedMedia("H.264 picture order type " + type + ", at most 2");
        if (type == 0) bits.ue(); // log2_max_pic_order_cnt_lsb_minus4
        if (type != 1) return;
        bits.flag(); // delta_pic_order_always_zero_flag
        bits.se(); // offset_for_non_ref_pic
        bits.se(); // offset_for_top_to_bottom_field
        int count = bits.ue();
        if (count > 255) throw new MalformedMedia("H.264 picture order cycle of " + count + ", at most 255");
        for (int i = 0; i < count; i++) bits.se();
    }

    private static OptionalDouble rateOfVui(BitReader bits) {
        if (bits.flag() && bits.bits(8) == EXTENDED_SAR) bits.skip(32); // aspect ratio
        if (bits.flag()) bits.flag(); // overscan
        if (bits.flag()) { // video signal type
            bits.skip(4);
            if (bits.flag()) bits.skip(24);
        }
        if (bits.flag()) { // chroma location
            bits.ue();
            bits.ue();
        }
        if (!bits.flag()) return OptionalDouble.empty();
        long unitsInTick = bits.bits(32) & 0xFFFFFFFFL;
        long timeScale = bits.bits(32) & 0xFFFFFFFFL;
        if (unitsInTick == 0 || timeScale == 0) return OptionalDouble.empty();
        // A tick is a field: two make a frame.
        double rate = (double) timeScale / unitsInTick / 2;
        return rate > 0 && rate <= 1000 ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }
}
