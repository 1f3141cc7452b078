package footlight.platform.door;

import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Makes and checks passes: the bytes of [PassForm] and the first 16 bytes of their HMAC-SHA256, both in
/// base64url, a dot between. Memory and arithmetic only: any thread, event loops too.
///
/// A page renews its pass by asking the door again: then the one that stands in its player's addresses goes on
/// being good, so that no picture blinks every ten minutes.
public final class PassCheck {
    static final Duration LASTS = Duration.ofMinutes(10);
    /// What is taken back is remembered for longer.
    static final Duration RENEWED_AT_MOST = Duration.ofHours(23);

    private static final int LONGEST = 320;
    private static final int SIGNATURE_BYTES = 16;

    private final Signer signer;
    private final Revoked revoked;
    private final RandomNames names;
    private final InstantSource clock;
    /// Pass ids that were renewed, and until when.
    private final ConcurrentHashMap<String, Instant> renewed = new ConcurrentHashMap<>();

    public PassCheck(Signer signer, Revoked revoked, RandomNames names, InstantSource clock) {
        this.signer = signer;
        this.revoked = revoked;
        this.names = names;
        this.clock = clock;
    }

    /// What a pass that is really one of ours is worth now.
    public enum Worth {
        GOOD,
        EXPIRED,
        REVOKED
    }

    /// To be asked before anybody decides about the pass that is made with it.
    public long epoch() {
        return revoked.newest();
    }

    /// A pass of ten minutes, or less where who is let in may stay less.
    ///
    /// @param epoch as it was before the decision
    Pass.Signed renewable(Entry.Admitted entry, Venue venue, long epoch) {
        Instant now = clock.instant();
        Instant end = now.plus(LASTS);
        Instant expires = entry.until() == null || end.isBefore(entry.until()) ? end : entry.until();
        String id = entry.passId() == null ? names.id() : entry.passId();
        renewed.merge(id, expires, (a, b) -> a.isAfter(b) ? a : b);
        String viewer = entry.viewer() == null ? "guest:" + id : entry.viewer();
        return sign(new Pass(
                id,
                venue.streamId(),
                venue.channelId(),
                viewer,
                entry.standing(),
                entry.ground(),
                false,
                expires,
                epoch));
    }

    public Pass.Signed sign(Pass pass) {
        String said = Base64.getUrlEncoder().withoutPadding().encodeToString(PassForm.write(pass));
        return new Pass.Signed(said + "." + signature(said), pass);
    }

    /// The pass, whether or not it is still worth something; empty for all that was not signed here. There is
    /// one way to write it and no other.
    public Optional<Pass> read(String token) {
        int dot = token.indexOf('.');
        if (token.length() > LONGEST || dot < 0) return Optional.empty();
        String said = token.substring(0, dot);
        // The signature first: what it does not cover is not looked at.
        if (!Digests.same(signature(said), token.substring(dot + 1))) return Optional.empty();
        try {
            return PassForm.read(Base64.getUrlDecoder().decode(said));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public Worth worth(Pass pass) {
        if (revoked.covers(pass)) return Worth.REVOKED;
        return clock.instant().isBefore(end(pass)) ? Worth.GOOD : Worth.EXPIRED;
    }

    /// The pass, when it is of this stream and good.
    Optional<Pass> good(@Nullable String token, String streamId) {
        return token == null
                ? Optional.empty()
                : read(token).filter(pass -> pass.streamId().equals(streamId) && worth(pass) == Worth.GOOD);
    }

    private Instant end(Pass pass) {
        Instant later = renewed.get(pass.id());
        if (later == null || !later.isAfter(pass.expiresAt()) || pass.once()) return pass.expiresAt();
        Instant most = pass.expiresAt().plus(RENEWED_AT_MOST);
        return later.isBefore(most) ? later : most;
    }

    /// Now and then.
    void forgetOld() {
        Instant now = clock.instant();
        renewed.values().removeIf(end -> !end.isAfter(now));
    }

    private String signature(String said) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(signer.sign(said), SIGNATURE_BYTES));
    }
}
