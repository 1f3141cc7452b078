package footlight.platform.identity;

import footlight.platform.identity.ProviderFault.Reason;
import footlight.platform.secret.Digests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether what an issuer signed is about this attempt. Source: OpenID Connect Core, 3.1.3.7.
final class IdToken {
    /// Clocks differ.
    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final Duration OLDEST = Duration.ofHours(1);

    private IdToken() {}

    /// @param claims whose signature is good
    /// @throws ProviderFault saying what does not fit
    static void check(JsonObject claims, String issuer, String clientId, String nonce, Instant now)
            throws ProviderFault {
        if (!issuer.equals(claims.getValue("iss"))) throw untrusted("of another issuer");
        List<?> audience =
                claims.getValue("aud") instanceof JsonArray several ? several.getList() : List.of(text(claims, "aud"));
        if (!audience.contains(clientId)) throw untrusted("for somebody else");
        Object party = claims.getValue("azp");
        if (party == null ? audience.size() > 1 : !clientId.equals(party)) throw untrusted("given to somebody else");
        Instant expires = time(claims, "exp");
        if (expires == null || !expires.plus(SLACK).isAfter(now)) throw untrusted("expired");
        Instant made = time(claims, "iat");
        if (made == null || made.minus(SLACK).isAfter(now) || made.plus(OLDEST).isBefore(now))
            throw untrusted("made at another time");
        Instant notBefore = time(claims, "nbf");
        if (notBefore != null && notBefore.minus(SLACK).isAfter(now)) throw untrusted("not good yet");
        if (!Digests.same(nonce, text(claims, "nonce"))) throw untrusted("an answer to another question");
    }

    private static String text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text ? text : "";
    }

    private static @Nullable Instant time(JsonObject claims, String name) {
        if (!(claims.getValue(name) instanceof Number seconds)) return null;
        long whole = seconds.longValue();
        return Math.abs(whole) > Integer.MAX_VALUE * 4L ? null : Instant.ofEpochSecond(whole);
    }

    private static ProviderFault untrusted(String why) {
        return new ProviderFault(Reason.UNTRUSTED, why);
    }
}
