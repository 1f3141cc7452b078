package footlight.wire;

import java.util.Arrays;

/// Writes bits, most significant first, for tests.
public final class Bits {
    private byte[] bytes = new byte[64];
    private int count;

    /// The low `width` bits of `value`.
    public Bits u(int width, long value) {
        for (int i = width - 1; i >= 0; i--) bit(((value >> i) & 1) != 0);
        return this;
    }

    /// Unsigned Exp-Golomb. Source: ITU-T H.264, 9.1.
    public Bits ue(long value) {
        int zeros = 63 - Long.numberOfLeadingZeros(value + 1);
        return u(zeros, 0).u(zeros + 1, value + 1);
    }

    /// What was written and a stop bit, filled up with zeros.
    public byte[] stopped() {
        u(1, 1);
        return Arrays.copyOf(bytes, (count + 7) / 8);
    }

    private void bit(boolean set) {
        if (count == 8 * bytes.length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        if (set) bytes[count / 8] |= (byte) (0x80 >> (count % 8));
        count++;
    }
}
