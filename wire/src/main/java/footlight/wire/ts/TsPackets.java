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

    /// A packet that is not whole yet; while the beat is lost, with the first byte of the one after it.
    private final ByteBuffer partial = ByteBuffer.allocate(BYTES + 1);

    private boolean lostBeat;

    TsPackets(Each each) {
        this.each = each;
    }

    /// Takes all of `in`, however the packets lie in it.
    void feed(ByteBuffer in) {
        while (in.hasRemaining()) {
            int at = in.position();
            if (partial.position() > 0) {
                complete(in);
            } else if (in.get(at) != SYNC) {
                in.get();
                lostBeat = true;
            } else if (in.remaining() < wanted()) {
                partial.put(in);
            } else if (lostBeat && in.get(at + BYTES) != SYNC) {
                in.get();
            } else {
                packet(in.slice(at, BYTES));
                in.position(at + BYTES);
                lostBeat = false;
            }
        }
    }

    /// What was under way is not to be completed: bytes after it are missing.
    void cut() {
        partial.clear();
    }

    /// When the beat is lost, a byte that looks like a packet's first has to be followed by another.
    private int wanted() {
        return lostBeat ? BYTES + 1 : BYTES;
    }

    private void complete(ByteBuffer in) {
        int take = Math.min(wanted() - partial.position(), in.remaining());
        partial.put(in.slice(in.position(), take));
        in.position(in.position() + take);
        if (partial.position() < wanted()) return;
        if (lostBeat && partial.get(BYTES) != SYNC) {
            forget(1);
            return;
        }
        packet(partial.slice(0, BYTES));
        lostBeat = false;
        forget(BYTES);
    }

    /// Forgets the first bytes, and those after them that cannot begin a packet.
    private void forget(int bytes) {
        int end = partial.position();
        int at = bytes;
        while (at < end && partial.get(at) != SYNC) at++;
        partial.limit(end).position(at).compact();
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
