package footlight.platform.account;

import footlight.platform.api.Asker;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// Who is signed in: random 256-bit tokens in cookies, their hashes in the database. A session ends 30 days after it
/// was last seen, and half a year after signing in at the latest. Any virtual thread; blocks on the database.
public final class Sessions {
    private static final Duration UNSEEN = Duration.ofDays(30);
    static final Duration LONGEST = Duration.ofDays(180);
    /// So that not every request writes.
    private static final Duration SEEN_AGAIN = Duration.ofHours(1);

    private static final int TOKEN_LENGTH = 43;

    private final SessionTable table;
    private final Signer csrf;
    private final RandomNames names;
    private final InstantSource clock;

    Sessions(SessionTable table, Signer csrf, RandomNames names, InstantSource clock) {
        this.table = table;
        this.csrf = csrf;
        this.names = names;
        this.clock = clock;
    }

    /// Starts a session and answers the token for its cookie.
    String start(String accountId) {
        Instant now = clock.instant();
        String token = names.token();
        table.deleteExpired(now);
        table.insert(Digests.sha256(token), accountId, now, now.plus(UNSEEN));
        return token;
    }

    void end(String token) {
        table.delete(Digests.sha256(token));
    }

    /// The person of this token, while its session is good.
    Optional<Asker.Person> person(String token) {
        if (token.length() != TOKEN_LENGTH) return Optional.empty();
        Instant now = clock.instant();
        byte[] hash = Digests.sha256(token);
        return table.valid(hash, now).map(row -> {
            if (row.seenAt().plus(SEEN_AGAIN).isBefore(now)) {
                Instant latest = row.createdAt().plus(LONGEST);
                Instant expires = now.plus(UNSEEN);
                table.slide(hash, now, expires.isBefore(latest) ? expires : latest);
            }
            return new Asker.Person(row.accountId(), csrfToken(token), row.admin());
        });
    }

    /// Bound to the session and told to its page only; nothing to store.
    String csrfToken(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(csrf.sign(token));
    }
}
