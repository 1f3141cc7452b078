package footlight.platform.door;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why somebody was let in.
public enum Ground {
    /// They run the show.
    CREW(0),
    /// The show is for whoever comes.
    OPEN(1),
    /// They knew the password.
    PASSWORD(2),
    /// They came by an invitation's link.
    INVITATION(3),
    /// A brand vouches for them.
    BRAND(4);

    /// In passes: never to be given another meaning.
    final int code;

    Ground(int code) {
        this.code = code;
    }

    /// Came because the door stood open to anybody, or to anybody who knew the word.
    boolean walkIn() {
        return this == OPEN || this == PASSWORD;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Ground of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Optional<Ground> ofCode(int code) {
        return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
    }
}
