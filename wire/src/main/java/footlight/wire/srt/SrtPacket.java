package footlight.wire.srt;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// One datagram, as far as a receiving listener needs to tell them apart. `socketId` is the
/// destination's; 0 means that none is known yet. Buffers share the datagram's bytes.
/// Source: draft-sharabayko-srt-01, 3.
public sealed interface SrtPacket {
    int HEADER_BYTES = 16;

    int HANDSHAKE = 0;
    int KEEP_ALIVE = 1;
    int ACK = 2;
    int LOSS_REPORT = 3;
    int SHUTDOWN = 5;
    int ACK_ACK = 6;
    int DROP_REQUEST = 7;
    int EXTENSION = 0x7FFF;

    int socketId();

    /// Payload number `sequence`. `keys`: 0 plain, 1 encrypted with the even key, 2 with the odd one.
    /// `again` tells a retransmission.
    record Data(int sequence, int keys, boolean again, int socketId, ByteBuffer payload) implements SrtPacket {}

    record Handshake(int socketId, ByteBuffer body) implements SrtPacket {}

    /// Our acknowledgement `number` has come in over there.
    record AckAck(int number, int socketId) implements SrtPacket {}

    /// The sender has given up on these packets.
    record DropRequest(int first, int last, int socketId) implements SrtPacket {}

    record Shutdown(int socketId) implements SrtPacket {}

    /// New keys announced in mid-stream.
    record KeyRequest(int socketId, ByteBuffer message) implements SrtPacket {}

    /// A sign of life, or something only a sender needs.
    record Other(int type, int socketId) implements SrtPacket {}

    /// Reads the whole of `in`, whose position does not move.
    ///
    /// @throws MalformedMedia when it is shorter than a header, or than its type needs
    static SrtPacket read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < HEADER_BYTES)
            throw new MalformedMedia("SRT packet of " + in.remaining() + " bytes, at least " + HEADER_BYTES);
        int first = in.getInt(at);
        int second = in.getInt(at + 4);
        int socketId = in.getInt(at + 12);
        ByteBuffer body = in.slice(at + HEADER_BYTES, in.remaining() - HEADER_BYTES);
        if (first >= 0) return new Data(first, (second >> 27) & 3, (second & 0x0400_0000) != 0, socketId, body);
        int type = (first >>> 16) & 0x7FFF;
        return switch (type) {
            case HANDSHAKE -> new Handshake(socketId, body);
            case ACK_ACK -> new AckAck(second, socketId);
            case DROP_REQUEST -> {
                if (body.remaining() < 8)
                    throw new MalformedMedia("SRT drop request of " + body.remaining() + " bytes, expected 8");
                yield new DropRequest(body.getInt(0) & Sequence.MASK, body.getInt(4) & Sequence.MASK, socketId);
            }
            case SHUTDOWN -> new Shutdown(socketId);
            case EXTENSION ->
                (first & 0xFFFF) == SrtHandshake.KEY_REQUEST
                        ? new KeyRequest(socketId, body)
                        : new Other(type, socketId);
            default -> new Other(type, socketId);
        };
    }

    /// Room for a control packet whose header is written; the body of `bodyBytes` is to be put next.
    static ByteBuffer control(int type, int subtype, int info, long timestampUs, int socketId, int bodyBytes) {
        return ByteBuffer.allocate(HEADER_BYTES + bodyBytes)
                .putInt(0x8000_0000 | (type << 16) | subtype)
                .putInt(info)
                .putInt((int) timestampUs)
                .putInt(socketId);
    }
}
