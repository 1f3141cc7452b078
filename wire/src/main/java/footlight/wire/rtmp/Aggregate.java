package footlight.wire.rtmp;

import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// Splits an aggregate message (type 22) into the messages in it. Source: RTMP 1.0, 7.1.6.
public final class Aggregate {
    private static final int HEAD_BYTES = 11;
    private static final int BACK_POINTER_BYTES = 4;

    /// One message of the aggregate: its body is `bytes` bytes at absolute position `at` of the aggregate's buffer.
    @FunctionalInterface
    public interface Part {
        void part(int type, long timestampMs, int at, int bytes);
    }

    private Aggregate() {}

    /// Calls `each` in order. The aggregate's own time replaces that of its first part, and moves the others with it.
    ///
    /// @throws MalformedMedia when a part reaches past the end; parts before it have been given out
    public static void split(ByteBuffer body, long timestampMs, Part each) {
        int at = body.position();
        int end = body.limit();
        long firstMs = -1;
        while (at < end) {
            if (end - at < HEAD_BYTES) throw new MalformedMedia("RTMP aggregate ends inside of a part's head");
            int type = u8(body, at);
            int bytes = u24(body, at + 1);
            long partMs = u24(body, at + 4) | ((long) u8(body, at + 7) << 24);
            if (firstMs < 0) firstMs = partMs;
            at += HEAD_BYTES;
            if (end - at < bytes)
                throw new MalformedMedia("RTMP aggregate part of " + bytes + " bytes, " + (end - at) + " are left");
            each.part(type, (timestampMs + partMs - firstMs) & 0xFFFFFFFFL, at, bytes);
            // The last back pointer is left out by some senders.
            at += bytes + BACK_POINTER_BYTES;
        }
    }
}
