package footlight.platform.follow;

import footlight.platform.api.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/// A place in the list of what somebody wants to hear of: the latest first.
///
/// @param id of the channel or show
record FollowCursor(Instant at, String id) {
    /// Before the first: later than any, and no later than the database can keep.
    static final FollowCursor START = new FollowCursor(Instant.parse("9999-01-01T00:00:00Z"), "");

    static FollowCursor behind(Followed followed) {
        return new FollowCursor(followed.followedAt(), followed.channelId());
    }

    static FollowCursor behind(Reminded reminded) {
        return new FollowCursor(reminded.madeAt(), reminded.showId());
    }

    String text() {
        String plain = at + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws footlight.front.Refusal when it is none of ours
    static FollowCursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            if (space > 0 && plain.substring(space + 1).matches("[a-z0-9]{12}")) {
                Instant time = Instant.parse(plain.substring(0, space));
                if (time.isAfter(Instant.EPOCH) && time.isBefore(START.at))
                    return new FollowCursor(time, plain.substring(space + 1));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            // The same answer as for any other text that is no cursor.
        }
        throw Refusals.invalid("cursor", "is not the \"next\" of a page");
    }
}
