package footlight.platform.door;

import java.time.Instant;

/// The proof that its holder may receive a stream's media.
///
/// @param id names it in counts and when it is taken back; the same viewer's next one has the same
/// @param viewer who it is: `account:…`, `guest:…`, or `user:…` with a brand's own name for them
/// @param once good for the first client that shows it, and no other
/// @param epoch what had been taken back when it was asked for; see [Revoked]
public record Pass(
        String id,
        String streamId,
        String channelId,
        String viewer,
        Standing standing,
        Ground ground,
        boolean once,
        Instant expiresAt,
        long epoch) {

    /// @param token url-safe; what travels as cookie, `?pass=`, bearer token or `/m/<pass>/`
    public record Signed(String token, Pass pass) {
        @Override
        public String toString() {
            return "Signed[" + pass.id + "]";
        }
    }
}
