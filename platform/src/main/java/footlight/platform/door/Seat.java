package footlight.platform.door;

import java.time.Instant;

/// Kept for somebody who was let in, so that they may come again.
///
/// @param holder `account:…` or `guest:…`
/// @param ground password, invitation or brand
/// @param source the invitation's or the brand's pass's id; empty for a password
/// @param viewer who they are in passes
public record Seat(
        String id,
        String showId,
        String holder,
        Ground ground,
        String source,
        Standing standing,
        String viewer,
        Instant createdAt,
        Instant expiresAt) {

    /// The id of passes that come of it. A brand knows its own by the id that it was told.
    String passId() {
        return ground == Ground.BRAND ? source : id;
    }
}
