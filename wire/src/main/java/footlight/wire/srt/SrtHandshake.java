package footlight.wire.srt;

import static footlight.wire.Octets.u16;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// The fixed part of a handshake, of either direction. `type` is one of the constants here, or 1000
/// and more for a refusal. Source: draft-sharabayko-srt-01, 3.2.1.
///
/// @param encryption the length of the key in units of 8 bytes, 0 when it is left to the other side
/// @param extension in a conclusion, which extensions follow; in our induction, the magic number
/// @param datagramBytes the largest datagram, IP header included
/// @param flightPackets the window: how many packets may be under way unacknowledged
public record SrtHandshake(
        int version,
        int encryption,
        int extension,
        int firstSequence,
        int datagramBytes,
        int flightPackets,
        int type,
        int socketId,
        int cookie) {
    public static final int BYTES = 48;
    public static final int INDUCTION = 1;
    public static final int CONCLUSION = -1;
    public static final int VERSION_5 = 5;

    static final int MAGIC = 0x4A17;
    static final int HAS_HELLO = 1;
    static final int HAS_KEYS = 2;

    // Kinds of extensions, which are also the subtypes of EXTENSION packets.
    static final int HELLO = 1;
    static final int HELLO_ANSWER = 2;
    static final int KEY_REQUEST = 3;
    static final int KEY_ANSWER = 4;
    static final int STREAM_ID = 5;
    static final int CONGESTION = 6;
    static final int FILTER = 7;
    static final int GROUP = 8;

    private static final int SMALLEST_DATAGRAM = 76;

    /// Reads the start of `body`, whose position does not move.
    ///
    /// @throws MalformedMedia when it ends early, or promises what cannot be
    public static SrtHandshake read(ByteBuffer body) {
        int at = body.position();
        if (body.remaining() < BYTES)
            throw new MalformedMedia("SRT handshake of " + body.remaining() + " bytes, at least " + BYTES);
        SrtHandshake shake = new SrtHandshake(
                body.getInt(at),
                u16(body, at + 4),
                u16(body, at + 6),
                body.getInt(at + 8),
                body.getInt(at + 12),
                body.getInt(at + 16),
                body.getInt(at + 20),
                body.getInt(at + 24),
                body.getInt(at + 28));
        if (shake.firstSequence < 0)
            throw new MalformedMedia("SRT first sequence number over 2^31: " + shake.firstSequence);
        if (shake.datagramBytes < SMALLEST_DATAGRAM)
            throw new MalformedMedia("SRT datagrams of " + shake.datagramBytes + " bytes");
        return shake;
    }

    void write(ByteBuffer out, ByteBuffer peerAddress) {
        out.putInt(version)
                .putShort((short) encryption)
                .putShort((short) extension)
                .putInt(firstSequence)
                .putInt(datagramBytes)
                .putInt(flightPackets)
                .putInt(type)
                .putInt(socketId)
                .putInt(cookie);
        // Four words of an address, the bytes of each turned round: libsrt copies it from memory.
        int end = out.position() + 16;
        ByteBuffer address = peerAddress.duplicate();
        while (address.remaining() >= 4) out.putInt(Integer.reverseBytes(address.getInt()));
        while (out.position() < end) out.putInt(0);
    }
}
