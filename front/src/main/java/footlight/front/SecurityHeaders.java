package footlight.front;

import io.vertx.core.MultiMap;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What every answer tells the browser to forbid. A route may say otherwise by setting the same header.
final class SecurityHeaders {
    /// Media Source players hand the video element `blob:` addresses, and mpegts.js decodes in a worker made of one.
    /// React-aria and media-chrome place things by inline styles. Scripts come from files alone.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; "
            + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; connect-src 'self'";

    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), "
            + "fullscreen=(self), picture-in-picture=(self), autoplay=(self), screen-wake-lock=(self), "
            + "geolocation=(), payment=(), usb=(), serial=(), midi=(), hid=()";

    private final boolean publiclySecure;

    SecurityHeaders(@Nullable URI publicUrl) {
        this.publiclySecure = publicUrl != null && "https".equals(publicUrl.getScheme());
    }

    void putOn(MultiMap headers, Caller caller) {
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "strict-origin-when-cross-origin");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("permissions-policy", PERMISSIONS);
        headers.set("content-security-policy", policy(caller));
        // Once said, a browser never again tries http: so only where the operator has said that https is the address.
        if (publiclySecure && caller.secure()) headers.set("strict-transport-security", "max-age=31536000");
    }

    /// Older Safari does not take `'self'` to include the same host's WebSocket.
    private static String policy(Caller caller) {
        if (caller.authority().isEmpty()) return POLICY;
        return POLICY + (caller.secure() ? " wss://" : " ws://") + caller.authority();
    }
}
