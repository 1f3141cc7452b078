package footlight.wire.rtmp;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u32;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// Messages about the connection itself. Source: RTMP 1.0, 5.4 and 7.1.7.
public sealed interface ControlMessage {
    record SetChunkSize(int bytes) implements ControlMessage {}

    record Abort(int chunkStreamId) implements ControlMessage {}

    /// Bytes that the peer has received so far, modulo 2^32.
    record Acknowledgement(long bytes) implements ControlMessage {}

    record WindowAckSize(long bytes) implements ControlMessage {}

    /// `limit`: 0 hard, 1 soft, 2 dynamic.
    record PeerBandwidth(long bytes, int limit) implements ControlMessage {}

    /// `event` is one of the constants here, or something newer; `first` and `second` are 0 when they were not sent.
    record UserControl(int event, long first, long second) implements ControlMessage {
        public static final int STREAM_BEGIN = 0;
        public static final int STREAM_EOF = 1;
        public static final int SET_BUFFER_LENGTH = 3;
        public static final int STREAM_IS_RECORDED = 4;
        public static final int PING_REQUEST = 6;
        public static final int PING_RESPONSE = 7;
    }

    /// Reads the whole of `body`, a message of `type` 1 to 6.
    static ControlMessage read(int type, ByteBuffer body) {
        int at = body.position();
        int bytes = body.remaining();
        int wanted =
                switch (type) {
                    case MessageType.USER_CONTROL -> 2;
                    case MessageType.PEER_BANDWIDTH -> 5;
                    default -> 4;
                };
        if (bytes < wanted)
            throw new MalformedMedia("RTMP control message " + type + " of " + bytes + " bytes, at least " + wanted);
        return switch (type) {
            case MessageType.SET_CHUNK_SIZE -> setChunkSize(body.getInt(at));
            case MessageType.ABORT -> new Abort(body.getInt(at));
            case MessageType.ACKNOWLEDGEMENT -> new Acknowledgement(u32(body, at));
            case MessageType.WINDOW_ACK_SIZE -> new WindowAckSize(u32(body, at));
            case MessageType.PEER_BANDWIDTH -> new PeerBandwidth(u32(body, at), u8(body, at + 4));
            case MessageType.USER_CONTROL ->
                new UserControl(u16(body, at), bytes >= 6 ? u32(body, at + 2) : 0, bytes >= 10 ? u32(body, at + 6) : 0);
            default -> throw new MalformedMedia("RTMP message type " + type + " is no control message");
        };
    }

    private static SetChunkSize setChunkSize(int bytes) {
        if (bytes < 1) throw new MalformedMedia("RTMP chunk size " + (bytes & 0xFFFFFFFFL) + ", from 1 to 2147483647");
        return new SetChunkSize(bytes);
    }
}
