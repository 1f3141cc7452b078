package footlight.platform.door;

import java.time.Instant;

/// The proof that its holder may receive a stream's media.
///
/// @param token url-safe; what travels as cookie, `?pass=` or `/m/<pass>/`
public record Pass(String token, String streamId, Instant expiresAt) {
    @Override
    public String toString() {
        return "Pass[" + streamId + "]";
    }
}
