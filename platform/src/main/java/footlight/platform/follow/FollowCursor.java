package footlight.platform.follow;

import footlight.platform.api.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/// A place in the list of channels that somebody follows.
record FollowCursor(Instant followedAt, String channelId) {
    /// Before the first: later than any, and no later than the database can keep.
    static final FollowCursor START = new FollowCursor(Instant.parse("9999-01-01T00:00:00Z"), "");

    static FollowCursor behind(Followed followed) {
        return new FollowCursor(followed.followedAt(), followed.channelId());
    }

    String text() {
        String plain = followedAt + " " + channelId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws footlight.front.Refusal when it is none of ours
    static FollowCursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            if (space > 0 && plain.substring(space + 1).matches("[a-z0-9]{12}")) {
                Instant at = Instant.parse(plain.substring(0, space));
                if (at.isAfter(Instant.EPOCH) && at.isBefore(START.followedAt))
                    return new FollowCursor(at, plain.substring(space + 1));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            // The same answer as for any other text that is no cursor.
        }
        throw Refusals.invalid("cursor", "is not the \"next\" of a page");
    }
}
