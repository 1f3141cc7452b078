package footlight.wire.rtmp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The signed handshake that Flash began and encoders still do: HMAC-SHA256 with keys that everybody knows. It proves
/// nothing; some clients send H.264 only to a server that plays along. Never published by Adobe; as in nginx-rtmp,
/// `ngx_rtmp_handshake.c`, and SRS.
final class DigestHandshake {
    static final int DIGEST_BYTES = 32;
    private static final byte[] TAIL = {
        (byte) 0xF0,
        (byte) 0xEE,
        (byte) 0xC2,
        0x4A,
        (byte) 0x80,
        0x68,
        (byte) 0xBE,
        (byte) 0xE8,
        0x2E,
        0x00,
        (byte) 0xD0,
        (byte) 0xD1,
        0x02,
        (byte) 0x9E,
        0x7E,
        0x57,
        0x6E,
        (byte) 0xEC,
        0x5D,
        0x2D,
        0x29,
        (byte) 0x80,
        0x6F,
        (byte) 0xAB,
        (byte) 0x93,
        (byte) 0xB8,
        (byte) 0xE6,
        0x36,
        (byte) 0xCF,
        (byte) 0xEB,
        0x31,
        (byte) 0xAE
    };
    static final byte[] CLIENT_KEY = "Genuine Adobe Flash Player 001".getBytes(StandardCharsets.US_ASCII);
    static final byte[] SERVER_KEY = "Genuine Adobe Flash Media Server 001".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SERVER_LONG_KEY = join(SERVER_KEY, TAIL);

    /// Where the digest's place is told: scheme 0 has the digest first, scheme 1 the key.
    private static final int[] POINTER_AT = {8, 772};

    private DigestHandshake() {}

    /// Where in the 1536 bytes the digest stands, or -1 when neither scheme's digest is right.
    static int digestAt(byte[] packet, byte[] key) {
        for (int scheme = 0; scheme < POINTER_AT.length; scheme++) {
            int at = digestPlace(packet, scheme);
            byte[] digest = Arrays.copyOfRange(packet, at, at + DIGEST_BYTES);
            if (Arrays.equals(digest, digestAround(packet, at, key))) return at;
        }
        return -1;
    }

    static int schemeOf(int digestAt) {
        return digestAt < POINTER_AT[1] ? 0 : 1;
    }

    static void sign(byte[] packet, int scheme, byte[] key) {
        int at = digestPlace(packet, scheme);
        System.arraycopy(digestAround(packet, at, key), 0, packet, at, DIGEST_BYTES);
    }

    /// Signs the answer to `peerDigest`: S2, whose last 32 bytes are the signature.
    static void signAnswer(byte[] answer, byte[] peerDigest) {
        byte[] key = hmac(SERVER_LONG_KEY, peerDigest, null);
        int at = answer.length - DIGEST_BYTES;
        System.arraycopy(hmac(key, Arrays.copyOf(answer, at), null), 0, answer, at, DIGEST_BYTES);
    }

    private static int digestPlace(byte[] packet, int scheme) {
        int at = POINTER_AT[scheme];
        int sum = 0;
        for (int i = 0; i < 4; i++) sum += packet[at + i] & 0xFF;
        return at + 4 + sum % 728;
    }

    private static byte[] digestAround(byte[] packet, int at, byte[] key) {
        return hmac(key, Arrays.copyOf(packet, at), Arrays.copyOfRange(packet, at + DIGEST_BYTES, packet.length));
    }

    private static byte[] hmac(byte[] key, byte[] first, byte @Nullable [] second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(first);
            if (second != null) mac.update(second);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
