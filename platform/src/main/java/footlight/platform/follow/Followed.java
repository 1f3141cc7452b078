package footlight.platform.follow;

import java.time.Instant;

/// A channel that somebody follows.
record Followed(String channelId, Notices notices, Instant followedAt) {}
