package footlight.front;

import io.vertx.core.MultiMap;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What every answer tells the browser to forbid. A route may say otherwise by setting the same header.
final class SecurityHeaders {
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
        headers.set("content-security-policy", ContentPolicy.of(caller, "'self'"));
        // Once said, a browser never again tries http: so only where the operator has said that https is the address.
        if (publiclySecure && caller.secure()) headers.set("strict-transport-security", "max-age=31536000");
    }
}
