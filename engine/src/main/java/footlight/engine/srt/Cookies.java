package footlight.engine.srt;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves that a caller can be reached where it says it is, without anything kept of it: a cookie is made of its
/// address and the minute, and comes back with its next handshake. For one thread.
/// Source: draft-sharabayko-srt-01, 4.3.1.1.
final class Cookies {
    private static final long MINUTE_US = 60_000_000;
    private static final int SECRET_BYTES = 32;

    private final Mac mac;

    Cookies() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java lacks HMAC", absent);
        }
    }

    int make(InetSocketAddress caller, long nowUs) {
        return of(caller, nowUs / MINUTE_US);
    }

    /// Good for one minute at least, and two at most.
    boolean good(int cookie, InetSocketAddress caller, long nowUs) {
        long minute = nowUs / MINUTE_US;
        return cookie == of(caller, minute) || cookie == of(caller, minute - 1);
    }

    private int of(InetSocketAddress caller, long minute) {
        mac.update(caller.getAddress().getAddress());
        mac.update(
                ByteBuffer.allocate(12).putInt(caller.getPort()).putLong(minute).flip());
        return ByteBuffer.wrap(mac.doFinal()).getInt();
    }
}
