package footlight.platform.identity;

import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One try to sign in by a provider, from the button to the way back. It travels sealed in a cookie of the browser that
/// began, so that nobody else's browser can end it.
///
/// @param state goes to the provider and comes back. Source: RFC 6749, 10.12
/// @param nonce comes back within what the provider signs. Source: OpenID Connect Core, 3.1.2.1
/// @param verifier proves to the provider that who began it ends it. Source: RFC 7636
/// @param redirect where the provider sends the browser back to
/// @param next a path of this site, to go on to
/// @param linkTo the account that is to have the identity; null to sign in
/// @param anew whether the provider shall not take it from an earlier signing in
record Attempt(
        String provider,
        String state,
        String nonce,
        String verifier,
        String redirect,
        String next,
        @Nullable String linkTo,
        boolean anew,
        Instant startedAt) {

    static Attempt begin(
            RandomNames names,
            Provider provider,
            String redirect,
            String next,
            @Nullable String linkTo,
            boolean anew,
            Instant now) {
        return new Attempt(
                provider.key(), names.token(), names.token(), names.token(), redirect, next, linkTo, anew, now);
    }

    /// What the verifier is held against. Source: RFC 7636, 4.2.
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier));
    }

    String text() {
        return new JsonObject()
                .put("p", provider)
                .put("s", state)
                .put("n", nonce)
                .put("v", verifier)
                .put("r", redirect)
                .put("k", next)
                .put("l", linkTo)
                .put("a", anew)
                .put("t", startedAt.toEpochMilli())
                .encode();
    }

    static Attempt of(String text) {
        JsonObject json = new JsonObject(text);
        return new Attempt(
                json.getString("p"),
                json.getString("s"),
                json.getString("n"),
                json.getString("v"),
                json.getString("r"),
                json.getString("k"),
                json.getString("l"),
                json.getBoolean("a"),
                Instant.ofEpochMilli(json.getLong("t")));
    }

    @Override
    public String toString() {
        return "Attempt[" + provider + "]";
    }
}
