package footlight.wire.ts;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u32;
import static footlight.wire.Octets.u8;

import java.nio.ByteBuffer;

/// Gathers one PID's PES packets. A packet that tells its length is handed on with its last byte; one that does
/// not, as pictures come, when the next one begins. Source: ISO/IEC 13818-1, 2.4.3.6 and 2.4.3.7.
final class PesUnits {
    /// A whole PES packet's payload, good for the call only; times in 90 kHz, 33 bits, `NO_TIME` where none is told.
    @FunctionalInterface
    interface Each {
        void unit(long pts, long dts, ByteBuffer payload);
    }

    static final long NO_TIME = -1;

    private static final int FIRST_BYTES = 32 * 1024;
    private static final int LEAST_HEAD_BYTES = 9;

    private final int mostBytes;
    private final Each each;
    private ByteBuffer gathered;
    private boolean underway;

    PesUnits(int mostBytes, Each each) {
        this.mostBytes = mostBytes;
        this.each = each;
        this.gathered = ByteBuffer.allocate(Math.min(mostBytes, FIRST_BYTES));
    }

    /// What became of what was under way.
    enum Outcome {
        WELL,
        /// It was no PES packet, or not all of one, and was dropped.
        BROKEN,
        /// It was dropped.
        TOO_LARGE
    }

    Outcome payload(boolean start, ByteBuffer payload) {
        boolean well = true;
        if (start) {
            // What told its length was handed on before; if it is still here, its end is missing.
            if (underway) well = declared() == 0 && finish();
            gathered.clear();
            underway = true;
        }
        if (!underway) return well ? Outcome.WELL : Outcome.BROKEN;
        if (gathered.remaining() < payload.remaining() && !grow(payload.remaining())) {
            underway = false;
            return Outcome.TOO_LARGE;
        }
        gathered.put(payload);
        int declared = declared();
        if (declared > 0 && gathered.position() >= declared) {
            gathered.position(declared);
            well &= finish();
            underway = false;
        }
        return well ? Outcome.WELL : Outcome.BROKEN;
    }

    void drop() {
        underway = false;
    }

    /// The packet's whole length when it is told and known yet, else 0.
    private int declared() {
        if (gathered.position() < 6) return 0;
        int after = u16(gathered, 4);
        return after == 0 ? 0 : 6 + after;
    }

    private boolean grow(int by) {
        int needed = gathered.position() + by;
        if (needed > mostBytes) return false;
        ByteBuffer wider = ByteBuffer.allocate(Math.min(mostBytes, Math.max(needed, gathered.capacity() * 2)));
        gathered = wider.put(gathered.flip());
        return true;
    }

    private boolean finish() {
        ByteBuffer pes = gathered.flip();
        if (pes.remaining() < LEAST_HEAD_BYTES || u24(pes, 0) != 1 || (u8(pes, 6) & 0xC0) != 0x80) return false;
        int flags = u8(pes, 7);
        int headBytes = LEAST_HEAD_BYTES + u8(pes, 8);
        boolean hasPts = (flags & 0x80) != 0 && headBytes >= 14;
        boolean hasDts = (flags & 0xC0) == 0xC0 && headBytes >= 19;
        if (pes.remaining() < headBytes) return false;
        long pts = hasPts ? time(pes, 9) : NO_TIME;
        long dts = hasDts ? time(pes, 14) : pts;
        each.unit(pts, dts, pes.slice(headBytes, pes.remaining() - headBytes));
        return true;
    }

    /// 33 bits in five bytes, a marker after each of the three parts.
    private static long time(ByteBuffer in, int at) {
        long high = (u8(in, at) >> 1) & 7;
        long low = u32(in, at + 1);
        return high << 30 | ((low >> 17) & 0x7FFF) << 15 | ((low >> 1) & 0x7FFF);
    }
}
