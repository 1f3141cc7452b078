package footlight.wire.ts;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Gathers one PID's table sections, and lets through what is whole and has the right checksum.
/// Source: ISO/IEC 13818-1, 2.4.4 and annex A.
final class Sections {
    private static final int MOST_BYTES = 1024;
    private static final int HEAD_BYTES = 3;
    private static final int CRC_BYTES = 4;
    private static final int POLYNOMIAL = 0x04C11DB7;

    private final Consumer<ByteBuffer> each;
    private final ByteBuffer section = ByteBuffer.allocate(MOST_BYTES);
    private boolean underway;

    /// `each` is called with a section from its table id to before its checksum.
    Sections(Consumer<ByteBuffer> each) {
        this.each = each;
    }

    void payload(boolean start, ByteBuffer payload) {
        if (!start) {
            if (underway) gather(payload);
            return;
        }
        int pointer = u8(payload, payload.position());
        int at = payload.position() + 1;
        if (pointer > payload.limit() - at) {
            drop();
            return;
        }
        if (underway) gather(payload.slice(at, pointer));
        section.clear();
        underway = true;
        gather(payload.slice(at + pointer, payload.limit() - at - pointer));
    }

    void drop() {
        underway = false;
    }

    /// Sections may follow each other in one payload; 0xFF where a table id should be means no more.
    private void gather(ByteBuffer bytes) {
        while (bytes.hasRemaining() && underway) {
            if (section.position() == 0 && u8(bytes, bytes.position()) == 0xFF) {
                underway = false;
                return;
            }
            boolean lengthKnown = section.position() >= HEAD_BYTES;
            int wanted = lengthKnown ? HEAD_BYTES + (u16(section, 1) & 0x0FFF) : HEAD_BYTES;
            if (lengthKnown && (wanted < HEAD_BYTES + CRC_BYTES || wanted > MOST_BYTES)) {
                underway = false;
                return;
            }
            int take = Math.min(wanted - section.position(), bytes.remaining());
            section.put(bytes.slice(bytes.position(), take));
            bytes.position(bytes.position() + take);
            if (lengthKnown && section.position() == wanted) whole();
        }
    }

    private void whole() {
        section.flip();
        if (section.remaining() > HEAD_BYTES + CRC_BYTES && crc(section) == 0)
            each.accept(section.slice(0, section.remaining() - CRC_BYTES));
        section.clear();
    }

    /// Over a section with its checksum it is zero.
    static int crc(ByteBuffer bytes) {
        int crc = -1;
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            crc ^= bytes.get(at) << 24;
            for (int bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
        }
        return crc;
    }
}
