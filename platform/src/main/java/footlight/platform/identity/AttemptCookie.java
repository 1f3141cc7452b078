package footlight.platform.identity;

import footlight.platform.secret.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// The cookie in which an attempt waits for its way back. Lax: the way back is a visit from another site. Any thread.
final class AttemptCookie {
    static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final String ABOUT = "attempt";
    /// Sealing adds 28 bytes.
    private static final int LEAST_BYTES = 29;

    private final Seal seal;

    AttemptCookie(Seal seal) {
        this.seal = seal;
    }

    static String name(boolean secure) {
        return secure ? "__Host-signin" : "signin";
    }

    String set(boolean secure, Attempt attempt) {
        String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(seal.close(attempt.text(), ABOUT));
        return name(secure) + "=" + sealed + "; Path=/; Max-Age=" + GOOD_FOR.toSeconds() + attributes(secure);
    }

    static String cleared(boolean secure) {
        return name(secure) + "=; Path=/; Max-Age=0" + attributes(secure);
    }

    /// Empty for what we did not write, and for what is too old.
    Optional<Attempt> read(String value, Instant now) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(value);
            if (sealed.length < LEAST_BYTES) return Optional.empty();
            Attempt attempt = Attempt.of(seal.open(sealed, ABOUT));
            boolean good = !attempt.startedAt().isAfter(now)
                    && attempt.startedAt().plus(GOOD_FOR).isAfter(now);
            return good ? Optional.of(attempt) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }

    private static String attributes(boolean secure) {
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
