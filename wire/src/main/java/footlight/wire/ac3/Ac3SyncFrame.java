package footlight.wire.ac3;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// The head of an AC-3 sync frame. Source: ETSI TS 102 366, 4.4.1 and 4.4.2.
public record Ac3SyncFrame(int rateCode, int sizeCode, int bsid, int bsmod, int acmod, boolean lfe) {
    static final int SYNC_WORD = 0x0B77;
    static final int[] RATES = {48_000, 44_100, 32_000};
    private static final int[] CHANNELS = {2, 1, 2, 3, 3, 4, 4, 5};
    private static final int SIZE_CODES = 38;

    /// Reads from `frame`, whose position does not move.
    ///
    /// @throws MalformedMedia when it is no AC-3, or ends early
    public static Ac3SyncFrame read(ByteBuffer frame) {
        BitReader bits = BitReader.plain(frame, "AC-3 frame");
        if (bits.bits(16) != SYNC_WORD) throw new MalformedMedia("AC-3 frame without its sync word");
        bits.skip(16); // crc1
        int rateCode = bits.bits(2);
        int sizeCode = bits.bits(6);
        int bsid = bits.bits(5);
        int bsmod = bits.bits(3);
        int acmod = bits.bits(3);
        if (rateCode == 3 || sizeCode >= SIZE_CODES || bsid > 10)
            throw new MalformedMedia("AC-3 frame of rate " + rateCode + ", size " + sizeCode + ", bsid " + bsid);
        if ((acmod & 1) != 0 && acmod != 1) bits.skip(2); // cmixlev
        if ((acmod & 4) != 0) bits.skip(2); // surmixlev
        if (acmod == 2) bits.skip(2); // dsurmod
        return new Ac3SyncFrame(rateCode, sizeCode, bsid, bsmod, acmod, bits.flag());
    }

    public int sampleRate() {
        return RATES[rateCode];
    }

    public int channels() {
        return channels(acmod, lfe);
    }

    static int channels(int acmod, boolean lfe) {
        return CHANNELS[acmod] + (lfe ? 1 : 0);
    }

    /// As MP4's dac3 has it. Source: the same, F.4.
    public ByteBuffer box() {
        int packed =
                rateCode << 22 | bsid << 17 | bsmod << 14 | acmod << 11 | (lfe ? 1 << 10 : 0) | (sizeCode >> 1) << 5;
        return ByteBuffer.allocate(3)
                .put((byte) (packed >> 16))
                .putShort((short) packed)
                .flip();
    }
}
