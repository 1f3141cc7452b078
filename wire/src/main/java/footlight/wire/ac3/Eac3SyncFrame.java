package footlight.wire.ac3;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// The heads of the E-AC-3 sync frames that are one piece of sound: an independent one, and those that depend on
/// it and add channels. `locations` tells which these are. Source: ETSI TS 102 366, E.1.2 and E.1.3.
public record Eac3SyncFrame(
        int rateCode, int sampleRate, int bsid, int acmod, boolean lfe, int kbps, int dependents, int locations) {
    private static final int DEPENDENT = 1;
    private static final int RESERVED = 3;
    private static final int[] BLOCKS = {1, 2, 3, 6};
    private static final int SAMPLES_PER_BLOCK = 256;

    /// Reads all frames in `sound`, whose position does not move. A second programme is not looked at.
    ///
    /// @throws MalformedMedia when it does not begin with an independent E-AC-3 frame, or ends early
    public static Eac3SyncFrame read(ByteBuffer sound) {
        Head first = Head.read(sound.slice());
        if (first.type == DEPENDENT) throw new MalformedMedia("E-AC-3 that begins with a dependent frame");
        long bytes = first.bytes;
        int dependents = 0;
        int locations = 0;
        for (int at = sound.position() + first.bytes; at < sound.limit(); ) {
            Head next = Head.read(sound.slice(at, sound.limit() - at));
            if (next.type != DEPENDENT) break;
            dependents++;
            locations |= next.locations;
            bytes += next.bytes;
            at += next.bytes;
        }
        int kbps = (int) (bytes * 8 * first.sampleRate / ((long) first.blocks * SAMPLES_PER_BLOCK) / 1000);
        return new Eac3SyncFrame(
                first.rateCode, first.sampleRate, first.bsid, first.acmod, first.lfe, kbps, dependents, locations);
    }

    public int channels() {
        return Ac3SyncFrame.channels(acmod, lfe);
    }

    /// As MP4's dec3 has it, with one programme. Source: the same, F.6.
    public ByteBuffer box() {
        ByteBuffer box = ByteBuffer.allocate(6);
        box.putShort((short) (Math.min(kbps, 0x1FFF) << 3));
        box.putShort((short) (rateCode << 14 | bsid << 9 | acmod << 1 | (lfe ? 1 : 0)));
        if (dependents == 0) return box.put((byte) 0).flip();
        return box.put((byte) (Math.min(dependents, 15) << 1 | locations >> 8))
                .put((byte) locations)
                .flip();
    }

    private record Head(
            int type,
            int bytes,
            int rateCode,
            int sampleRate,
            int blocks,
            int acmod,
            boolean lfe,
            int bsid,
            int locations) {

        static Head read(ByteBuffer frame) {
            BitReader bits = BitReader.plain(frame, "E-AC-3 frame");
            if (bits.bits(16) != Ac3SyncFrame.SYNC_WORD) throw new MalformedMedia("E-AC-3 frame without its sync word");
            int type = bits.bits(2);
            bits.skip(3); // substreamid
            int bytes = (bits.bits(11) + 1) * 2;
            int rateCode = bits.bits(2);
            int second = bits.bits(2); // fscod2, or numblkscod
            if (type == RESERVED || (rateCode == 3 && second == 3))
                throw new MalformedMedia("E-AC-3 frame of type " + type + ", rate " + rateCode + " and " + second);
            int sampleRate = rateCode == 3 ? Ac3SyncFrame.RATES[second] / 2 : Ac3SyncFrame.RATES[rateCode];
            int blocks = rateCode == 3 ? 6 : BLOCKS[second];
            int acmod = bits.bits(3);
            boolean lfe = bits.flag();
            int bsid = bits.bits(5);
            if (bsid < 11 || bsid > 16) throw new MalformedMedia("E-AC-3 frame with bsid " + bsid + ", from 11 to 16");
            int locations = type == DEPENDENT ? locations(bits, acmod) : 0;
            return new Head(type, bytes, rateCode, sampleRate, blocks, acmod, lfe, bsid, locations);
        }

        private static int locations(BitReader bits, int acmod) {
            for (int i = 0; i < (acmod == 0 ? 2 : 1); i++) {
                bits.skip(5); // dialnorm
                if (bits.flag()) bits.skip(8); // compr
            }
            return bits.flag() ? locations(bits.bits(16)) : 0;
        }

        /// The map's places 5 to 12, counted from the high bit, are dec3's bits 0 to 7, counted from the low one;
        /// place 14, the second low frequency channel, is bit 8.
        private static int locations(int map) {
            int locations = (map & 2) << 7;
            for (int i = 0; i < 8; i++) if ((map & (1 << (10 - i))) != 0) locations |= 1 << i;
            return locations;
        }
    }
}
