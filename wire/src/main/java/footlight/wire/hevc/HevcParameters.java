package footlight.wire.hevc;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// What an HEVC sequence parameter set says about the picture: its size after cropping, in luma samples, and the
/// bits of a luma sample. Source: ITU-T H.265, 7.3.2.2.1 and 7.3.3.
public record HevcParameters(int width, int height, int bitDepth) {
    private static final int SPS = 33;
    private static final int LARGEST_SIDE = 16384;
    private static final int GENERAL_BITS = 88;
    private static final int LEVEL_BITS = 8;

    /// Reads `nal`, from its two header bytes on; its position does not move.
    ///
    /// @throws MalformedMedia when it is no SPS, ends early, or its numbers cannot be
    public static HevcParameters read(ByteBuffer nal) {
        BitReader bits = BitReader.nal(nal, "HEVC SPS");
        int type = (bits.bits(16) >> 9) & 0x3F;
        if (type != SPS) throw new MalformedMedia("HEVC NAL unit of type " + type + ", expected an SPS, 33");
        bits.skip(4); // sps_video_parameter_set_id
        int subLayers = bits.bits(3);
        bits.flag(); // sps_temporal_id_nesting_flag
        skipProfiles(bits, subLayers);
        bits.ue(); // sps_seq_parameter_set_id
        int chroma = bits.ue();
        if (chroma > 3) throw new MalformedMedia("HEVC chroma format " + chroma + ", at most 3");
        if (chroma == 3 && bits.flag()) chroma = 0; // separate_colour_plane_flag
        long width = bits.ue();
        long height = bits.ue();
        if (bits.flag()) {
            // Crop units are chroma samples.
            long unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            long unitY = chroma == 1 ? 2 : 1;
            width -= unitX * ((long) bits.ue() + bits.ue());
            height -= unitY * ((long) bits.ue() + bits.ue());
        }
        long bitDepth = bits.ue() + 8L;
        if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE)
            throw new MalformedMedia("HEVC picture of " + width + "x" + height);
        if (bitDepth > 16) throw new MalformedMedia("HEVC of " + bitDepth + " bits a sample, at most 16");
        return new HevcParameters((int) width, (int) height, (int) bitDepth);
    }

    private static void skipProfiles(BitReader bits, int subLayers) {
        bits.skip(GENERAL_BITS + LEVEL_BITS);
        boolean[] profile = new boolean[subLayers];
        boolean[] level = new boolean[subLayers];
        for (int i = 0; i < subLayers; i++) {
            profile[i] = bits.flag();
            level[i] = bits.flag();
        }
        if (subLayers > 0) bits.skip(2 * (8 - subLayers));
        for (int i = 0; i < subLayers; i++) bits.skip((profile[i] ? GENERAL_BITS : 0) + (level[i] ? LEVEL_BITS : 0));
    }
}
