package footlight.wire.ts;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import java.nio.ByteBuffer;

/// Cuts a stream of bytes into transport packets, finding their beat again when it was lost. For one thread.
/// Source: ISO/IEC 13818-1, 2.4.3.2 and 2.4.3.4.
final class TsPackets {
    static final int BYTES = 188;
    private static final byte SYNC = 0x47;

    /// One packet; what is damaged, scrambled or empty is left out. `counter` is its continuity counter,
    /// `restart` says that it may jump here. The payload is good for the call only.
    @FunctionalInterface
    interface Each {
        void packet(int pid, boolean start, int counter, boolean restart, ByteBuffer payload);
    }

    private final Each each;
    private final ByteBuffer partial = ByteBuffer.allocate(BYTES);
    private boolean lostBeat;

    TsPackets(Each each) {
        this.each = each;
    }

    /// Takes all of `in`, however the packets lie in it.
    void feed(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (partial.position() > 0) {
                complete(in);
            } else if (in.get(in.position()) != SYNC || mistaken(in)) {
                in.get();
                lostBeat = true;
            } else if (in.remaining() < BYTES) {
                partial.put(in);
            } else {
                packet(in.slice(in.position(), BYTES));
                in.position(in.position() + BYTES);
                lostBeat = false;
            }
        }
    }

    /// What was under way is not to be completed: bytes after it are missing.
    void cut() {
        partial.clear();
    }

    /// When the beat is lost, a byte that looks like a packet's first has to be followed by another.
    private boolean mistaken(ByteBuffer in) {
        return lostBeat && in.remaining() > BYTES && in.get(in.position() + BYTES) != SYNC;
    }

    private void complete(ByteBuffer in) {
        int take = Math.min(partial.remaining(), in.remaining());
        partial.put(in.slice(in.position(), take));
        in.position(in.position() + take);
        if (partial.hasRemaining()) return;
        packet(partial.flip());
        partial.clear();
    }

    private void packet(ByteBuffer packet) {
        int head = u16(packet, 1);
        int control = u8(packet, 3);
        boolean damaged = (head & 0x8000) != 0;
        boolean scrambled = (control & 0xC0) != 0;
        boolean hasPayload = (control & 0x10) != 0;
        if (damaged || scrambled || !hasPayload) return;
        int at = 4;
        boolean restart = false;
        if ((control & 0x20) != 0) {
            int adaptation = u8(packet, 4);
            if (adaptation > 182) return;
            restart = adaptation > 0 && (u8(packet, 5) & 0x80) != 0;
            at += 1 + adaptation;
        }
        each.packet(head & 0x1FFF, (head & 0x4000) != 0, control & 0x0F, restart, packet.slice(at, BYTES - at));
    }
}
