package footlight.wire.srt;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The datagrams with which a listener answers handshakes. `peerAddress` is the caller's, 4 or 16 bytes, as
/// we see it. Source: draft-sharabayko-srt-01, 4.3.1.
public final class HandshakeAnswer {
    /// As libsrt counts; new enough that no caller holds back a feature.
    static final int OUR_VERSION = 0x010503;

    /// TSBPD both ways, encryption, too-late drop, periodic loss reports, retransmission flag.
    static final int OUR_FLAGS = 0x3F;

    private static final int LARGEST_DATAGRAM = 1500;

    private HandshakeAnswer() {}

    /// To an INDUCTION: come back with this cookie. Nothing is kept of the caller.
    public static ByteBuffer induction(SrtHandshake asked, int cookie, int windowPackets, ByteBuffer peerAddress) {
        SrtHandshake answer = new SrtHandshake(
                SrtHandshake.VERSION_5,
                0,
                SrtHandshake.MAGIC,
                asked.firstSequence(),
                LARGEST_DATAGRAM,
                windowPackets,
                SrtHandshake.INDUCTION,
                asked.socketId(),
                cookie);
        return packet(asked, answer, peerAddress, 0).flip();
    }

    /// To a CONCLUSION: you are in. `keys` is the caller's key material where it was good.
    ///
    /// @param receiveMs for how long we hold what we receive
    /// @param sendMs for how long the caller is to hold what we would send
    public static ByteBuffer admitted(
            SrtHandshake asked,
            int socketId,
            int windowPackets,
            int receiveMs,
            int sendMs,
            @Nullable ByteBuffer keys,
            ByteBuffer peerAddress) {
        SrtHandshake answer = new SrtHandshake(
                SrtHandshake.VERSION_5,
                0,
                SrtHandshake.HAS_HELLO | (keys == null ? 0 : SrtHandshake.HAS_KEYS),
                asked.firstSequence(),
                Math.min(LARGEST_DATAGRAM, asked.datagramBytes()),
                windowPackets,
                SrtHandshake.CONCLUSION,
                socketId,
                asked.cookie());
        int keyBytes = keys == null ? 0 : 4 + keys.remaining();
        ByteBuffer out = packet(asked, answer, peerAddress, 16 + keyBytes);
        out.putShort((short) SrtHandshake.HELLO_ANSWER).putShort((short) 3);
        out.putInt(OUR_VERSION).putInt(OUR_FLAGS).putShort((short) receiveMs).putShort((short) sendMs);
        if (keys != null) {
            out.putShort((short) SrtHandshake.KEY_ANSWER).putShort((short) (keys.remaining() / 4));
            out.put(keys.duplicate());
        }
        return out.flip();
    }

    /// To a CONCLUSION: no, and why. libsrt's callers stop on it at once.
    public static ByteBuffer refused(SrtHandshake asked, Rejection why, ByteBuffer peerAddress) {
        SrtHandshake answer = new SrtHandshake(
                SrtHandshake.VERSION_5,
                0,
                0,
                asked.firstSequence(),
                Math.min(LARGEST_DATAGRAM, asked.datagramBytes()),
                asked.flightPackets(),
                why.handshakeType(),
                0,
                asked.cookie());
        return packet(asked, answer, peerAddress, 0).flip();
    }

    private static ByteBuffer packet(SrtHandshake asked, SrtHandshake answer, ByteBuffer peerAddress, int more) {
        ByteBuffer out = SrtPacket.control(SrtPacket.HANDSHAKE, 0, 0, 0, asked.socketId(), SrtHandshake.BYTES + more);
        answer.write(out, peerAddress);
        return out;
    }
}
