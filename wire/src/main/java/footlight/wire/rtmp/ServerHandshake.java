package footlight.wire.rtmp;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The server's side of the handshake. Feed it until `done`; what it leaves in the buffer are chunks. A
/// client whose C1 has a right digest gets a signed answer, any other the plain echo. C2 is not looked
/// at: too many clients write it wrong, and it proves nothing. Lives on one thread. Source: RTMP 1.0,
/// 5.2.
public final class ServerHandshake {
    private static final int PACKET_BYTES = 1536;
    private static final int VERSION = 3;

    private final RandomGenerator random;
    private final int uptimeMs;
    private final ByteBuffer first = ByteBuffer.allocate(PACKET_BYTES);
    private boolean versionSeen;
    private int secondToCome = PACKET_BYTES;

    /// `uptimeMs` is the clock that goes out in S1; 0 is as good as any.
    public ServerHandshake(RandomGenerator random, int uptimeMs) {
        this.random = random;
        this.uptimeMs = uptimeMs;
    }

    public boolean done() {
        return secondToCome == 0;
    }

    /// Takes handshake bytes from `in`, and returns what has to be sent now: nothing, or S0, S1 and S2
    /// at once.
    ///
    /// @throws MalformedMedia on the first byte already when it is no RTMP, so that HTTP and TLS are
    /// not kept waiting
    public ByteBuffer feed(ByteBuffer in) {
        ByteBuffer answer = ByteBuffer.allocate(0);
        if (!versionSeen && in.hasRemaining()) checkVersion(in.get() & 0xFF);
        if (first.hasRemaining() && in.hasRemaining()) {
            int bytes = Math.min(first.remaining(), in.remaining());
            int limit = in.limit();
            first.put(in.limit(in.position() + bytes));
            in.limit(limit);
            if (!first.hasRemaining()) answer = answer();
        }
        if (!first.hasRemaining()) {
            int bytes = Math.min(secondToCome, in.remaining());
            in.position(in.position() + bytes);
            secondToCome -= bytes;
        }
        return answer;
    }

    private void checkVersion(int version) {
        // 6 is RTMPE's; such a client may go on in the clear when it is answered with 3.
        if (version != VERSION && version != 6)
            throw new MalformedMedia("RTMP version 0x%02x, expected 0x03".formatted(version));
        versionSeen = true;
    }

    private ByteBuffer answer() {
        byte[] c1 = first.array();
        byte[] s1 = new byte[PACKET_BYTES];
        byte[] s2;
        random.nextBytes(s1);
        ByteBuffer head = ByteBuffer.wrap(s1).putInt(uptimeMs);
        boolean plain = first.getInt(4) == 0;
        int digestAt = plain ? -1 : DigestHandshake.digestAt(c1, DigestHandshake.CLIENT_KEY);
        if (digestAt < 0) {
            head.putInt(0);
            s2 = c1;
        } else {
            head.putInt(0x05000101); // A version of its own, which says "signed".
            DigestHandshake.sign(s1, DigestHandshake.schemeOf(digestAt), DigestHandshake.SERVER_KEY);
            s2 = new byte[PACKET_BYTES];
            random.nextBytes(s2);
            DigestHandshake.signAnswer(s2, Arrays.copyOfRange(c1, digestAt, digestAt + DigestHandshake.DIGEST_BYTES));
        }
        return ByteBuffer.allocate(1 + 2 * PACKET_BYTES)
                .put((byte) VERSION)
                .put(s1)
                .put(s2)
                .flip();
    }
}
