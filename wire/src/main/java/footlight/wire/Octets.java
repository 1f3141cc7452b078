package footlight.wire;

import java.nio.ByteBuffer;

/// Unsigned big-endian numbers at a place in a buffer. Absolute: the position never moves.
public final class Octets {
    private Octets() {}

    public static int u8(ByteBuffer in, int at) {
        return in.get(at) & 0xFF;
    }

    public static int u16(ByteBuffer in, int at) {
        return in.getShort(at) & 0xFFFF;
    }

    public static int u24(ByteBuffer in, int at) {
        return (u8(in, at) << 16) | u16(in, at + 1);
    }

    /// The signed reading of 24 bits, as FLV's composition time has it.
    public static int s24(ByteBuffer in, int at) {
        return (in.get(at) << 16) | u16(in, at + 1);
    }

    public static long u32(ByteBuffer in, int at) {
        return in.getInt(at) & 0xFFFFFFFFL;
    }

    public static void putU24(ByteBuffer out, int value) {
        out.put((byte) (value >> 16)).putShort((short) value);
    }
}
