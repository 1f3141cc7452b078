package footlight.wire.rtmp;

import footlight.wire.Octets;
import java.nio.ByteBuffer;

/// Cuts messages into chunks: a type 0 header, then type 3, the extended timestamp repeated on each.
/// Type 0 always, so that the bytes of one message mean the same to every receiver, whatever it got
/// before, and can be shared by all. Stateless. Source: RTMP 1.0, 5.3.
public final class ChunkWriter {
    private static final int EXTENDED = 0xFFFFFF;

    private ChunkWriter() {}

    /// How many bytes a message takes on the wire.
    public static int chunkedBytes(int bodyBytes, long timestampMs, int chunkBytes) {
        int extendedBytes = timestampMs >= EXTENDED ? 4 : 0;
        int continuations = bodyBytes == 0 ? 0 : (bodyBytes - 1) / chunkBytes;
        return 12 + extendedBytes + bodyBytes + continuations * (1 + extendedBytes);
    }

    /// Writes all that remains in `body` to `out`, which needs `chunkedBytes` of room. `chunkStreamId` from 2 to 63;
    /// `timestampMs` unsigned 32-bit; `chunkBytes` as last announced to the peer.
    public static void write(
            ByteBuffer out,
            int chunkStreamId,
            int type,
            int messageStreamId,
            long timestampMs,
            int chunkBytes,
            ByteBuffer body) {
        boolean extended = timestampMs >= EXTENDED;
        writeHead(out, chunkStreamId, type, messageStreamId, timestampMs, body.remaining());
        int limit = body.limit();
        while (true) {
            body.limit(Math.min(limit, body.position() + chunkBytes));
            out.put(body);
            body.limit(limit);
            if (!body.hasRemaining()) return;
            out.put((byte) (0xC0 | chunkStreamId));
            if (extended) out.putInt((int) timestampMs);
        }
    }

    /// Writes the type 0 header alone, 12 or 16 bytes: for a body of no more than one chunk that is
    /// sent from elsewhere.
    public static void writeHead(
            ByteBuffer out, int chunkStreamId, int type, int messageStreamId, long timestampMs, int bodyBytes) {
        boolean extended = timestampMs >= EXTENDED;
        out.put((byte) chunkStreamId);
        Octets.putU24(out, extended ? EXTENDED : (int) timestampMs);
        Octets.putU24(out, bodyBytes);
        out.put((byte) type).putInt(Integer.reverseBytes(messageStreamId));
        if (extended) out.putInt((int) timestampMs);
    }

    /// One message as bytes of its own, ready to be sent.
    public static ByteBuffer message(
            int chunkStreamId, int type, int messageStreamId, long timestampMs, int chunkBytes, ByteBuffer body) {
        ByteBuffer out = ByteBuffer.allocate(chunkedBytes(body.remaining(), timestampMs, chunkBytes));
        write(out, chunkStreamId, type, messageStreamId, timestampMs, chunkBytes, body);
        return out.flip();
    }

    /// A protocol control message, on chunk stream 2 as the specification wants.
    public static ByteBuffer control(ControlMessage message) {
        ByteBuffer body = ByteBuffer.allocate(10);
        int type =
                switch (message) {
                    case ControlMessage.SetChunkSize(int bytes) -> put(body, MessageType.SET_CHUNK_SIZE, bytes);
                    case ControlMessage.Abort(int id) -> put(body, MessageType.ABORT, id);
                    case ControlMessage.Acknowledgement(long bytes) -> put(body, MessageType.ACKNOWLEDGEMENT, bytes);
                    case ControlMessage.WindowAckSize(long bytes) -> put(body, MessageType.WINDOW_ACK_SIZE, bytes);
                    case ControlMessage.PeerBandwidth(long bytes, int limit) -> {
                        body.putInt((int) bytes).put((byte) limit);
                        yield MessageType.PEER_BANDWIDTH;
                    }
                    case ControlMessage.UserControl(int event, long first, long second) -> {
                        body.putShort((short) event).putInt((int) first);
                        if (event == ControlMessage.UserControl.SET_BUFFER_LENGTH) body.putInt((int) second);
                        yield MessageType.USER_CONTROL;
                    }
                };
        return message(2, type, 0, 0, 128, body.flip());
    }

    private static int put(ByteBuffer body, int type, long value) {
        body.putInt((int) value);
        return type;
    }
}
