package footlight.platform.follow;

import java.util.Locale;

/// Which letters somebody wants from a channel that they follow.
enum Notices {
    /// When a show is planned, moved, cancelled or live.
    ALL,
    /// Only when one is live.
    LIVE,
    NONE;

    /// As the API and the database write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Notices of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
