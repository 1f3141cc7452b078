package footlight.wire.av1;

import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Walks over the open bitstream units of a temporal unit or a configuration. Source: AV1 Bitstream and Decoding
/// Process Specification, 5.3.
public final class Obus {
    private static final int SEQUENCE_HEADER = 1;
    private static final int SIZE_BYTES_AT_MOST = 8;

    /// One unit: its content are `bytes` bytes at absolute position `at`, without its header.
    @FunctionalInterface
    public interface Unit {
        void unit(int type, int at, int bytes);
    }

    private Obus() {}

    /// Calls `each` in order. The last unit may leave out its size.
    ///
    /// @throws MalformedMedia when a unit reaches past the end, or a bit is set that may not be
    public static void walk(ByteBuffer units, Unit each) {
        int at = units.position();
        int end = units.limit();
        while (at < end) {
            int head = u8(units, at++);
            if ((head & 0x80) != 0) throw new MalformedMedia("AV1 OBU head 0x%02x".formatted(head));
            if ((head & 0x04) != 0) at++; // extension
            long bytes = (long) end - at;
            if ((head & 0x02) != 0) {
                long size = 0;
                int i = 0;
                int octet;
                do {
                    if (at >= end || i == SIZE_BYTES_AT_MOST)
                        throw new MalformedMedia("AV1 OBU ends inside of its size");
                    octet = u8(units, at++);
                    size |= (octet & 0x7FL) << (7 * i++);
                } while ((octet & 0x80) != 0);
                bytes = size;
            }
            if (bytes < 0 || bytes > end - at)
                throw new MalformedMedia("AV1 OBU of " + bytes + " bytes, " + (end - at) + " are left");
            each.unit((head >> 3) & 0x0F, at, (int) bytes);
            at += (int) bytes;
        }
    }

    /// The first sequence header among the units, if there is one.
    public static Optional<Av1SequenceHeader> sequenceHeader(ByteBuffer units) {
        Av1SequenceHeader[] found = new Av1SequenceHeader[1];
        walk(units, (type, at, bytes) -> {
            if (type == SEQUENCE_HEADER && found[0] == null) found[0] = Av1SequenceHeader.read(units.slice(at, bytes));
        });
        return Optional.ofNullable(found[0]);
    }
}
