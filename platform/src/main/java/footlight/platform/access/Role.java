package footlight.platform.access;

import java.util.Locale;

/// What a member is to a channel.
public enum Role {
    OWNER,
    PRODUCER,
    MODERATOR;

    /// As the API and the database write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
