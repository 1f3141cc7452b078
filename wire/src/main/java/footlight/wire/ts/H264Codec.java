package footlight.wire.ts;

import static footlight.wire.Octets.u8;

import footlight.wire.BitReader;
import footlight.wire.avc.SequenceParameters;
import java.nio.ByteBuffer;
import java.util.Optional;

/// H.264's NAL units. Sources: ITU-T H.264, 7.3.1, 7.4.1 and D.1.8; ISO/IEC 14496-15, 5.3.3.1 for the record.
final class H264Codec implements PictureCodec {
    private static final int IDR = 5;
    private static final int SEI = 6;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int DELIMITER = 9;
    private static final int SPS_EXTENSION = 13;
    private static final int RECOVERY_POINT = 6;

    /// The record counts them in five bits.
    private static final int SPS_AT_MOST = 31;

    private static final int PPS_AT_MOST = 32;

    private final ParameterSets sps = new ParameterSets(SPS_AT_MOST);
    private final ParameterSets pps = new ParameterSets(PPS_AT_MOST);

    @Override
    public Part part(ByteBuffer nal) {
        int type = u8(nal, nal.position()) & 0x1F;
        return switch (type) {
            case IDR -> Part.START;
            case SEI -> recovers(nal) ? Part.START : Part.SAMPLE;
            case SPS -> {
                BitReader bits = BitReader.nal(nal, "H.264 SPS");
                bits.skip(32);
                sps.put(bits.ue(), nal);
                yield Part.PARAMETERS;
            }
            case PPS -> {
                BitReader bits = BitReader.nal(nal, "H.264 PPS");
                bits.skip(8);
                pps.put(bits.ue(), nal);
                yield Part.PARAMETERS;
            }
            // Delimiter, ends of sequence and stream, filler: MP4 has no use for them.
            case DELIMITER, 10, 11, 12, SPS_EXTENSION -> Part.ASIDE;
            default -> Part.SAMPLE;
        };
    }

    /// An open group of pictures has no IDR: a recovery point at this very picture is its keyframe.
    private static boolean recovers(ByteBuffer nal) {
        int at = nal.position() + 1;
        while (nal.limit() - at >= 3) {
            int type = 0;
            long bytes = 0; // 255 for each byte of a unit may be more than an int holds
            while (at < nal.limit() && u8(nal, at) == 0xFF) {
                type += 255;
                at++;
            }
            if (at < nal.limit()) type += u8(nal, at++);
            while (at < nal.limit() && u8(nal, at) == 0xFF) {
                bytes += 255;
                at++;
            }
            if (at < nal.limit()) bytes += u8(nal, at++);
            // recovery_frame_cnt of 0 is the one bit 1.
            if (type == RECOVERY_POINT) return at < nal.limit() && (u8(nal, at) & 0x80) != 0;
            if (bytes > nal.limit() - at) return false;
            at += (int) bytes;
        }
        return false;
    }

    @Override
    public boolean changed() {
        boolean changed = sps.takeChanged();
        changed |= pps.takeChanged();
        return changed;
    }

    @Override
    public Optional<PictureConfiguration> configuration() {
        if (sps.isEmpty() || pps.isEmpty()) return Optional.empty();
        ByteBuffer first = sps.first();
        SequenceParameters picture = SequenceParameters.read(first);
        boolean high = hasChroma(u8(first, 1));
        ByteBuffer record = ByteBuffer.allocate(7 + sps.writtenBytes() + pps.writtenBytes() + (high ? 4 : 0));
        record.put((byte) 1).put(first.get(1)).put(first.get(2)).put(first.get(3));
        record.put((byte) 0xFF).put((byte) (0xE0 | sps.count()));
        sps.write(record);
        record.put((byte) pps.count());
        pps.write(record);
        if (high) {
            BitReader bits = BitReader.nal(first, "H.264 SPS");
            bits.skip(32);
            bits.ue(); // seq_parameter_set_id
            int chroma = bits.ue();
            if (chroma == 3) bits.flag(); // separate_colour_plane_flag
            record.put((byte) (0xFC | chroma));
            record.put((byte) (0xF8 | bits.ue())).put((byte) (0xF8 | bits.ue())).put((byte) 0);
        }
        return Optional.of(new PictureConfiguration(record.flip(), picture.width(), picture.height()));
    }

    /// The profiles whose record goes on after the picture parameter sets.
    private static boolean hasChroma(int profile) {
        return profile == 100 || profile == 110 || profile == 122 || profile == 144 || profile == 244;
    }
}
