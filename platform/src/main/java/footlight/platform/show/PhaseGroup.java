package footlight.platform.show;

import java.util.Locale;

/// How lists are parted. The rank is the database's `list_rank`.
public enum PhaseGroup {
    LIVE(0),
    UPCOMING(1),
    PAST(2);

    private final int rank;

    PhaseGroup(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }

    static PhaseGroup of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
