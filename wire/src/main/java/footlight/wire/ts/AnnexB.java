package footlight.wire.ts;

import java.nio.ByteBuffer;

/// Walks over NAL units that start codes divide. Source: ITU-T H.264, annex B; H.265, annex B.
final class AnnexB {
    /// One NAL unit: `bytes` bytes at absolute position `at`, its header first.
    @FunctionalInterface
    interface Unit {
        void unit(int at, int bytes);
    }

    private AnnexB() {}

    /// Calls `each` in order, for every unit of at least a byte. What stands before the first start code is
    /// stepped over; zeros before a start code belong to no unit.
    static void walk(ByteBuffer in, Unit each) {
        int start = afterCode(in, in.position());
        while (start >= 0) {
            int next = afterCode(in, start);
            int end = next < 0 ? in.limit() : next - 3;
            while (end > start && in.get(end - 1) == 0) end--;
            if (end > start) each.unit(start, end - start);
            start = next;
        }
    }

    /// The place behind the first 00 00 01 at or after `from`, or -1.
    private static int afterCode(ByteBuffer in, int from) {
        int at = from + 2;
        int limit = in.limit();
        while (at < limit) {
            int b = in.get(at);
            if (b == 1 && in.get(at - 1) == 0 && in.get(at - 2) == 0) return at + 1;
            // Only a zero here can belong to a start code that ends within the next two bytes.
            at += b == 0 ? 1 : 3;
        }
        return -1;
    }
}
