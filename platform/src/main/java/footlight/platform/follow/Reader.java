package footlight.platform.follow;

import org.jspecify.annotations.Nullable;

/// Somebody whom a notice is for.
///
/// @param email null when they get no letters: the address is not confirmed, or the account gone
/// @param language as they chose it, such as `de`; null when they did not
/// @param follows whether they follow the channel, be it that they also asked to be reminded
record Reader(
        String accountId,
        @Nullable String email,
        @Nullable String timeZone,
        @Nullable String language,
        boolean follows) {}
