package footlight.platform.door;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody is to a show that they watch.
public enum Standing {
    /// Runs it. Looks on before it is live too, and is not of the audience.
    CREW(0),
    VIEWER(1),
    /// A viewer whom the brand announced as somebody who will come up on stage.
    GUEST(2),
    /// A viewer whom the brand lets keep order.
    MODERATOR(3);

    /// In passes: never to be given another meaning.
    final int code;

    Standing(int code) {
        this.code = code;
    }

    /// As the API and the database write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Standing of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Optional<Standing> ofCode(int code) {
        return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
    }
}
