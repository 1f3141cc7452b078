package footlight.platform.door;

import footlight.platform.secret.Signer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/// Makes and checks passes: `streamId.expiry.signature`, the expiry in seconds of Unix time in base 36. Memory and
/// arithmetic only: any thread, event loops too.
public final class PassCheck {
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final int LONGEST = 200;
    private static final int RADIX = 36;

    private final Signer signer;
    private final InstantSource clock;

    public PassCheck(Signer signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    public Pass make(String streamId) {
        long expires = clock.instant().plus(LASTS).getEpochSecond();
        String said = streamId + "." + Long.toString(expires, RADIX);
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(said));
        return new Pass(said + "." + signature, streamId, Instant.ofEpochSecond(expires));
    }

    /// Whether `token` is good for this stream now. Says no to anything that is not a pass.
    public boolean good(String token, String streamId) {
        int last = token.lastIndexOf('.');
        int first = token.indexOf('.');
        if (token.length() > LONGEST || first < 0 || last <= first) return false;
        String said = token.substring(0, last);
        byte[] signature;
        long expires;
        try {
            signature = Base64.getUrlDecoder().decode(token.substring(last + 1));
            expires = Long.parseLong(token.substring(first + 1, last), RADIX);
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
        // The signature first: what it does not cover is not looked at.
        return signer.signed(said, signature)
                && token.substring(0, first).equals(streamId)
                && clock.instant().getEpochSecond() < expires;
    }
}
