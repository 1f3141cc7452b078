package footlight.wire;

import java.nio.ByteBuffer;

/// Bits of a buffer from its position to its limit, most significant first; the position does not move.
/// Reading past the end throws `MalformedMedia`. For H.264 and HEVC, the emulation prevention bytes are
/// stepped over on the way.
public final class BitReader {
    private final ByteBuffer in;
    private final boolean emulationPrevention;
    private final String what;
    private int at;
    private int bitsLeft;
    private int octet;
    private int zeros;

    private BitReader(ByteBuffer in, boolean emulationPrevention, String what) {
        this.in = in;
        this.at = in.position();
        this.emulationPrevention = emulationPrevention;
        this.what = what;
    }

    /// `what` names the structure in complaints.
    public static BitReader plain(ByteBuffer in, String what) {
        return new BitReader(in, false, what);
    }

    /// Reads the payload of a NAL unit: 00 00 03 counts as 00 00. Source: ITU-T H.264, 7.4.1.
    public static BitReader nal(ByteBuffer in, String what) {
        return new BitReader(in, true, what);
    }

    public boolean flag() {
        return bits(1) != 0;
    }

    /// The next `count` bits, up to 32, as an int's bits.
    public int bits(int count) {
        int value = 0;
        for (int left = count; left > 0; ) {
            if (bitsLeft == 0) refill();
            int take = Math.min(left, bitsLeft);
            value = (value << take) | ((octet >> (bitsLeft - take)) & ((1 << take) - 1));
            bitsLeft -= take;
            left -= take;
        }
        return value;
    }

    public void skip(int count) {
        for (int left = count; left > 0; left -= 32) bits(Math.min(left, 32));
    }

    /// Unsigned Exp-Golomb, up to 2^31 - 1. Source: ITU-T H.264, 9.1.
    public int ue() {
        int leadingZeros = 0;
        while (!flag()) {
            if (++leadingZeros > 30) throw new MalformedMedia(what + ": Exp-Golomb number over 2^31");
        }
        return (1 << leadingZeros) - 1 + bits(leadingZeros);
    }

    /// Signed Exp-Golomb.
    public int se() {
        int code = ue();
        return (code & 1) == 1 ? (code >>> 1) + 1 : -(code >>> 1);
    }

    /// Whole bits that are left, emulation prevention bytes counted in.
    public int bitsLeft() {
        return bitsLeft + 8 * (in.limit() - at);
    }

    private void refill() {
        int next = octet();
        if (emulationPrevention && zeros >= 2 && next == 3) {
            zeros = 0;
            next = octet();
        }
        zeros = next == 0 ? zeros + 1 : 0;
        octet = next;
        bitsLeft = 8;
    }

    private int octet() {
        if (at >= in.limit()) throw new MalformedMedia(what + " ends inside of a field");
        return in.get(at++) & 0xFF;
    }
}
