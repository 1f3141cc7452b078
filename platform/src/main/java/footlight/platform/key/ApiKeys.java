package footlight.platform.key;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Scope;
import footlight.platform.api.Asker;
import footlight.platform.api.Origins;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Secrets by which programs act for a channel: 256 random bits, told once, their hashes in the database. Any virtual
/// thread; blocks on the database.
public final class ApiKeys implements Origins {
    /// What every secret begins with, so that people and scanners of leaked secrets know one when they see it.
    static final String MARK = "flk_";

    private static final int LENGTH = MARK.length() + 43;
    private static final int PREFIX_LENGTH = MARK.length() + 6;
    private static final int GOOD_AT_MOST = 100;

    /// So that not every request writes.
    private static final Duration USED_AGAIN = Duration.ofMinutes(1);

    private final ApiKeyTable table;
    private final RandomNames names;
    private final InstantSource clock;

    public ApiKeys(Jdbi jdbi, RandomNames names, InstantSource clock) {
        this.table = new ApiKeyTable(jdbi);
        this.names = names;
        this.clock = clock;
    }

    /// @param secret told once
    record Made(ApiKey key, String secret) {
        @Override
        public String toString() {
            return key.toString();
        }
    }

    /// What somebody wants of a new key.
    record Wish(
            String name,
            Set<Scope> scopes,
            Set<String> origins,
            @Nullable Instant expiresAt) {}

    /// @param makerId null when whoever runs the server makes it
    /// @throws Refusal when the channel has as many as there can be, or its end is past already
    Made make(Channel channel, @Nullable String makerId, Wish wish) {
        Instant now = clock.instant();
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(now))
            throw Refusals.invalid("expiresAt", "must be to come");
        if (table.good(channel.id(), now) >= GOOD_AT_MOST)
            throw Refusals.limitReached("This channel has " + GOOD_AT_MOST + " keys. Revoke some first.");
        String secret = names.apiKey();
        ApiKey key = new ApiKey(
                names.id(),
                channel.id(),
                makerId,
                wish.name(),
                secret.substring(0, PREFIX_LENGTH),
                wish.scopes(),
                wish.origins(),
                now,
                null,
                wish.expiresAt(),
                null);
        table.insert(key, Digests.sha256(secret));
        return new Made(key, secret);
    }

    /// Makes a key by a key: in the name of the same person, with no scope and for no longer than it has itself.
    ///
    /// @throws Refusal as `make`, and when it has not all of the scopes
    Made handOn(Asker.Key parent, Channel channel, Wish wish) {
        String more = wish.scopes().stream()
                .filter(scope -> !parent.scopes().contains(scope))
                .map(Scope::word)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!more.isEmpty()) throw Refusals.scopeMissing(more);
        ApiKey own = table.byId(parent.keyId()).orElseThrow(ApiKeys::notGood);
        Instant end = own.expiresAt();
        if (end != null && (wish.expiresAt() == null || wish.expiresAt().isAfter(end)))
            throw Refusals.invalid("expiresAt", "must not be later than the end of the key that makes it, " + end);
        return make(channel, own.makerId(), wish);
    }

    List<ApiKey> of(Channel channel) {
        return table.of(channel.id());
    }

    /// @throws Refusal when the channel has no such key
    void revoke(Channel channel, String id) {
        if (!table.revoke(channel.id(), id, clock.instant())) throw Refusals.notFound("There is no key with this id.");
    }

    @Override
    public boolean known(String origin) {
        return table.anyFor(origin, clock.instant());
    }

    /// Who asks with this secret; writes down that it was used.
    ///
    /// @throws Refusal when it is not good, its maker's account is shut, or they have no part in the channel
    Asker.Key asker(String secret) {
        if (secret.length() != LENGTH) throw notGood();
        Instant now = clock.instant();
        ApiKeyTable.Found found = table.bySecret(Digests.sha256(secret), now).orElseThrow(ApiKeys::notGood);
        ApiKey key = found.key();
        if (found.makerGone())
            throw wrong("Whoever made this key is shut out of this server. Somebody else of the team makes a new one.");
        if (found.makerRole() == null)
            throw wrong("Whoever made this key is not in its channel's team any more. Make a new one.");
        Instant before = key.lastUsedAt();
        // Also when the clock was set back.
        if (before == null || !before.plus(USED_AGAIN).isAfter(now) || before.isAfter(now)) table.used(key.id(), now);
        return new Asker.Key(key.id(), key.channelId(), key.scopes(), found.makerRole(), key.origins());
    }

    private static Refusal notGood() {
        return wrong("This key is not good: mistyped, revoked, expired, or of a channel that was deleted.");
    }

    private static Refusal wrong(String detail) {
        return new Refusal(new Problem(401, "bearer-token-wrong", "Not allowed in", detail));
    }
}
