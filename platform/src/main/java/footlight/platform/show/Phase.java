package footlight.platform.show;

import java.util.Arrays;
import java.util.Locale;

/// Where a show stands in its life. Nothing leads to `REPLAY` before there are recordings.
public enum Phase {
    DRAFT,
    SCHEDULED,
    OPEN,
    LIVE,
    INTERRUPTED,
    ENDED,
    REPLAY,
    CANCELLED;

    /// As the API and the database write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// On now, be the encoder there or away.
    public boolean on() {
        return this == LIVE || this == INTERRUPTED;
    }

    public boolean upcoming() {
        return this == DRAFT || this == SCHEDULED || this == OPEN;
    }

    static Phase[] awaitingEncoder() {
        return Arrays.stream(values()).filter(Phase::awaitsEncoder).toArray(Phase[]::new);
    }

    /// What an encoder may begin, or come back to.
    boolean awaitsEncoder() {
        return upcoming() || this == INTERRUPTED;
    }

    public boolean over() {
        return !on() && !upcoming();
    }
}
