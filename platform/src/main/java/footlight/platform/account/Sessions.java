package footlight.platform.account;

import footlight.platform.api.Asker;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is signed in: random 256-bit tokens in cookies, their hashes in the database. A session ends 30 days after it
/// was last seen, and half a year after signing in at the latest. Any virtual thread; blocks on the database.
public final class Sessions {
    private static final Duration UNSEEN = Duration.ofDays(30);
    static final Duration LONGEST = Duration.ofDays(180);
    /// So that not every request writes.
    private static final Duration SEEN_AGAIN = Duration.ofHours(1);

    /// For what cannot be undone, or opens the account to somebody else.
    private static final Duration FRESH = Duration.ofMinutes(15);

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
        table.insert(names.id(), Digests.sha256(token), accountId, now, now.plus(UNSEEN));
        return token;
    }

    void end(String token) {
        table.delete(Digests.sha256(token));
    }

    /// The person of this token, while its session is good.
    Optional<Asker.Person> person(String token) {
        return person(token, null, null);
    }

    /// The same, and where from and with what they come, if that is known.
    Optional<Asker.Person> person(String token, @Nullable String address, @Nullable String userAgent) {
        if (token.length() != TOKEN_LENGTH) return Optional.empty();
        Instant now = clock.instant();
        byte[] hash = Digests.sha256(token);
        return table.valid(hash, now).map(row -> {
            String agent = userAgent == null ? null : shortened(userAgent);
            boolean moved = address != null && !address.equals(row.address());
            boolean changed = agent != null && !agent.equals(row.userAgent());
            if (moved || changed || row.seenAt().plus(SEEN_AGAIN).isBefore(now)) {
                Instant latest = row.createdAt().plus(LONGEST);
                Instant expires = now.plus(UNSEEN);
                table.slide(hash, now, expires.isBefore(latest) ? expires : latest, address, agent);
            }
            return new Asker.Person(row.accountId(), csrfToken(token), row.admin());
        });
    }

    /// One that its owner sees.
    ///
    /// @param own whether it is the one that asks
    /// @param address null while it was not used yet
    public record Seen(
            String id,
            boolean own,
            Instant createdAt,
            Instant seenAt,
            @Nullable String address,
            @Nullable String userAgent) {}

    /// Those of an account, the one seen last first; at most 200.
    ///
    /// @param token of the one that asks
    List<Seen> of(String accountId, String token) {
        Instant now = clock.instant();
        String own = table.valid(Digests.sha256(token), now)
                .map(SessionTable.Row::id)
                .orElse("");
        return table.of(accountId, now).stream()
                .map(row -> new Seen(
                        row.id(), row.id().equals(own), row.createdAt(), row.seenAt(), row.address(), row.userAgent()))
                .toList();
    }

    /// False when the account has no such session.
    boolean endOne(String accountId, String id) {
        return table.deleteOne(accountId, id);
    }

    /// Ends all of the account but that of this token.
    int endOthers(String accountId, String token) {
        return table.deleteOthers(accountId, Digests.sha256(token));
    }

    /// They just proved again who they are.
    void prove(String token) {
        table.prove(Digests.sha256(token), clock.instant());
    }

    /// Whether they proved who they are lately.
    boolean fresh(String token) {
        Instant now = clock.instant();
        return table.valid(Digests.sha256(token), now)
                .filter(row -> row.provedAt().plus(FRESH).isAfter(now))
                .isPresent();
    }

    private static String shortened(String userAgent) {
        String clean = userAgent.replaceAll("[^ -~]", "?");
        return clean.substring(0, Math.min(300, clean.length()));
    }

    /// Bound to the session and told to its page only; nothing to store.
    String csrfToken(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(csrf.sign(token));
    }
}
