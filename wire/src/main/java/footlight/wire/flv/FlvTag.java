package footlight.wire.flv;

import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One FLV tag. `timestampMs` is read as unsigned 32-bit: the FLV text says signed, but RTMP, where
/// ours come from, counts on past 24 days. Source: Adobe FLV 10.1, E.4.1; RTMP 1.0, section 4.
public sealed interface FlvTag {
    int HEAD_BYTES = 11;
    int BACK_POINTER_BYTES = 4;

    int AUDIO = 8;
    int VIDEO = 9;
    int SCRIPT = 18;

    long timestampMs();

    /// What follows the tag's head: `AudioHead.read` or `VideoHead.read` tells what it is.
    ByteBuffer body();

    record Audio(long timestampMs, ByteBuffer body) implements FlvTag {}

    record Video(long timestampMs, ByteBuffer body) implements FlvTag {}

    /// A name and a value in AMF0, onMetaData most of the time.
    record Script(long timestampMs, ByteBuffer body) implements FlvTag {}

    /// Takes the next whole tag from `in`, sharing its bytes: use the tag before `in` is refilled.
    /// Empty means "not all here yet", and the position has not moved.
    ///
    /// @throws MalformedMedia when the tag type is none of 8, 9 and 18, the tag is encrypted, or larger
    /// than `bytesAtMost`
    static Optional<FlvTag> next(ByteBuffer in, int bytesAtMost) {
        if (in.remaining() < HEAD_BYTES) return Optional.empty();
        int start = in.position();
        int type = u8(in, start);
        int bodyBytes = u24(in, start + 1);
        if (type != AUDIO && type != VIDEO && type != SCRIPT)
            throw new MalformedMedia("FLV tag type " + type + ", expected 8, 9 or 18");
        if (bodyBytes > bytesAtMost)
            throw new MalformedMedia("FLV tag of " + bodyBytes + " bytes, at most " + bytesAtMost);
        if (in.remaining() < HEAD_BYTES + bodyBytes + BACK_POINTER_BYTES) return Optional.empty();

        // The clock's high byte comes after its three low ones. The back pointer is not checked: writers differ.
        long timestampMs = u24(in, start + 4) | ((long) u8(in, start + 7) << 24);
        ByteBuffer body = in.slice(start + HEAD_BYTES, bodyBytes);
        in.position(start + HEAD_BYTES + bodyBytes + BACK_POINTER_BYTES);
        return Optional.of(
                switch (type) {
                    case AUDIO -> new Audio(timestampMs, body);
                    case VIDEO -> new Video(timestampMs, body);
                    default -> new Script(timestampMs, body);
                });
    }
}
