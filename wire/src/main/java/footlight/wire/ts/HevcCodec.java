package footlight.wire.ts;

import static footlight.wire.Octets.u8;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Optional;

/// HEVC's NAL units. Sources: ITU-T H.265, 7.3.1.2, 7.3.2 and 7.4.2.2; ISO/IEC 14496-15, 8.3.3.1 for the record.
final class HevcCodec implements PictureCodec {
    private static final int FIRST_RANDOM_ACCESS = 16;
    private static final int LAST_RANDOM_ACCESS = 21;
    private static final int VPS = 32;
    private static final int SPS = 33;
    private static final int PPS = 34;
    private static final int HEAD_BYTES = 2;
    private static final int LEVELS_BYTES = 12;
    private static final int LARGEST_SIDE = 16384;
    private static final int MOST_SUB_LAYERS = 6;
    private static final int MOST_BITS_OVER_8 = 8;
    private static final int SETS_AT_MOST = 16;

    /// What the record repeats of a sequence parameter set.
    private record Sequence(
            int id,
            int subLayers,
            boolean nested,
            ByteBuffer levels,
            int chroma,
            int width,
            int height,
            int lumaBits,
            int chromaBits) {}

    private final ParameterSets vps = new ParameterSets(SETS_AT_MOST);
    private final ParameterSets sps = new ParameterSets(SETS_AT_MOST);
    private final ParameterSets pps = new ParameterSets(2 * SETS_AT_MOST);

    @Override
    public Part part(ByteBuffer nal) {
        if (nal.remaining() < HEAD_BYTES) return Part.ASIDE;
        int type = (u8(nal, nal.position()) >> 1) & 0x3F;
        if (type >= FIRST_RANDOM_ACCESS && type <= LAST_RANDOM_ACCESS) return Part.START;
        return switch (type) {
            case VPS -> {
                BitReader bits = BitReader.nal(nal, "HEVC VPS");
                bits.skip(16);
                vps.put(bits.bits(4), nal);
                yield Part.PARAMETERS;
            }
            case SPS -> {
                sps.put(sequence(nal).id, nal);
                yield Part.PARAMETERS;
            }
            case PPS -> {
                BitReader bits = BitReader.nal(nal, "HEVC PPS");
                bits.skip(16);
                pps.put(bits.ue(), nal);
                yield Part.PARAMETERS;
            }
            // Delimiter, ends of sequence and stream, filler.
            case 35, 36, 37, 38 -> Part.ASIDE;
            default -> Part.SAMPLE;
        };
    }

    private static Sequence sequence(ByteBuffer nal) {
        BitReader bits = BitReader.nal(nal, "HEVC SPS");
        bits.skip(16);
        bits.bits(4); // sps_video_parameter_set_id
        int subLayers = bits.bits(3);
        boolean nested = bits.flag();
        ByteBuffer levels = ByteBuffer.allocate(LEVELS_BYTES);
        while (levels.hasRemaining()) levels.put((byte) bits.bits(8));
        skipSubLayers(bits, subLayers);
        int id = bits.ue();
        int chroma = bits.ue();
        if (id > 15 || chroma > 3) throw new MalformedMedia("HEVC SPS " + id + " of chroma format " + chroma);
        if (chroma == 3) bits.flag(); // separate_colour_plane_flag
        long width = bits.ue();
        long height = bits.ue();
        if (bits.flag()) {
            // The conformance window counts in chroma samples.
            width -= ((long) bits.ue() + bits.ue()) * (chroma == 1 || chroma == 2 ? 2 : 1);
            height -= ((long) bits.ue() + bits.ue()) * (chroma == 1 ? 2 : 1);
        }
        if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE)
            throw new MalformedMedia("HEVC picture of " + width + "x" + height);
        int lumaBits = bits.ue();
        int chromaBits = bits.ue();
        if (subLayers > MOST_SUB_LAYERS || lumaBits > MOST_BITS_OVER_8 || chromaBits > MOST_BITS_OVER_8)
            throw new MalformedMedia("HEVC SPS of " + (subLayers + 1) + " sub-layers, " + (lumaBits + 8L) + " and "
                    + (chromaBits + 8L) + " bits a sample");
        return new Sequence(
                id, subLayers, nested, levels.flip(), chroma, (int) width, (int) height, lumaBits, chromaBits);
    }

    private static void skipSubLayers(BitReader bits, int subLayers) {
        int[] present = new int[subLayers];
        for (int i = 0; i < subLayers; i++) present[i] = bits.bits(2);
        if (subLayers > 0) bits.skip(2 * (8 - subLayers));
        for (int flags : present) {
            if ((flags & 2) != 0) bits.skip(88);
            if ((flags & 1) != 0) bits.skip(8);
        }
    }

    @Override
    public boolean changed() {
        boolean changed = vps.takeChanged();
        changed |= sps.takeChanged();
        changed |= pps.takeChanged();
        return changed;
    }

    @Override
    public Optional<PictureConfiguration> configuration() {
        if (vps.isEmpty() || sps.isEmpty() || pps.isEmpty()) return Optional.empty();
        Sequence sequence = sequence(sps.first());
        int bytes = 23 + 3 * 3 + vps.writtenBytes() + sps.writtenBytes() + pps.writtenBytes();
        ByteBuffer record = ByteBuffer.allocate(bytes);
        record.put((byte) 1).put(sequence.levels);
        record.putShort((short) 0xF000); // min_spatial_segmentation_idc: not known
        record.put((byte) 0xFC); // parallelismType: not known
        record.put((byte) (0xFC | sequence.chroma));
        record.put((byte) (0xF8 | sequence.lumaBits)).put((byte) (0xF8 | sequence.chromaBits));
        record.putShort((short) 0); // avgFrameRate: not known
        record.put((byte) ((sequence.subLayers + 1) << 3 | (sequence.nested ? 4 : 0) | 3))
                .put((byte) 3);
        array(record, VPS, vps);
        array(record, SPS, sps);
        array(record, PPS, pps);
        return Optional.of(new PictureConfiguration(record.flip(), sequence.width, sequence.height));
    }

    private static void array(ByteBuffer record, int type, ParameterSets sets) {
        record.put((byte) (0x80 | type)).putShort((short) sets.count());
        sets.write(record);
    }
}
