package footlight.wire.ts;

/// A transport stream whose PES times are moved.
final class Shifted {
    private static final long MASK = (1L << 33) - 1;

    private Shifted() {}

    /// Its continuity counters jump where it begins again, which costs what was under way.
    static byte[] by(byte[] stream, long ticks) {
        byte[] moved = stream.clone();
        for (int at = 0; at < moved.length; at += TsPackets.BYTES) {
            boolean start = (moved[at + 1] & 0x40) != 0;
            int control = moved[at + 3] & 0x30;
            int payload = at + 4 + (control == 0x30 ? 1 + (moved[at + 4] & 0xFF) : 0);
            if (!start || moved[payload] != 0 || moved[payload + 1] != 0 || moved[payload + 2] != 1) continue;
            int flags = moved[payload + 7] & 0xC0;
            if (flags != 0) move(moved, payload + 9, ticks);
            if (flags == 0xC0) move(moved, payload + 14, ticks);
        }
        return moved;
    }

    private static void move(byte[] bytes, int at, long ticks) {
        long time = (((bytes[at] >> 1) & 7L) << 30)
                | ((bytes[at + 1] & 0xFFL) << 22)
                | ((bytes[at + 2] & 0xFEL) << 14)
                | ((bytes[at + 3] & 0xFFL) << 7)
                | ((bytes[at + 4] & 0xFEL) >> 1);
        long moved = (time + ticks) & MASK;
        bytes[at] = (byte) ((bytes[at] & 0xF1) | ((int) (moved >> 30) << 1));
        bytes[at + 1] = (byte) (moved >> 22);
        bytes[at + 2] = (byte) (((moved >> 14) & 0xFE) | 1);
        bytes[at + 3] = (byte) (moved >> 7);
        bytes[at + 4] = (byte) (((moved << 1) & 0xFE) | 1);
    }
}
