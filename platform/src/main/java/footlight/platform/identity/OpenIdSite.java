package footlight.platform.identity;

import footlight.platform.identity.ProviderCalls.Said;
import footlight.platform.identity.ProviderFault.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What an issuer says about itself, and its keys, remembered for an hour; a key that it does not have yet is asked for
/// again, a few times a minute at most, so that strange tokens do not make us ask for ever. Any virtual thread; who
/// comes while it is asked waits. Source: OpenID Connect Discovery, 4; Core, 10.1.1.
final class OpenIdSite {
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final Duration AWAY_FOR = Duration.ofSeconds(10);
    private static final Duration COUNTED = Duration.ofMinutes(1);
    private static final int KEYS_AGAIN = 3;

    private final String issuer;
    private final ProviderCalls calls;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable About about;
    private @Nullable SigningKeys keys;
    private Instant aboutUntil = Instant.EPOCH;
    private Instant keysUntil = Instant.EPOCH;
    private Instant awayUntil = Instant.EPOCH;
    private Instant countedFrom = Instant.EPOCH;
    private int askedAgain;

    OpenIdSite(String issuer, ProviderCalls calls, InstantSource clock) {
        this.issuer = issuer;
        this.calls = calls;
        this.clock = clock;
    }

    /// @param issuer as it writes itself
    /// @param people where it tells more about somebody; empty when nowhere
    /// @param basic whether it takes our secret in a header
    /// @param saysWho whether it names itself when it sends a browser back. Source: RFC 9207, 3
    record About(
            String issuer,
            String authorization,
            String token,
            String keys,
            String people,
            boolean basic,
            boolean saysWho) {}

    About about() throws ProviderFault {
        lock.lock();
        try {
            Instant now = clock.instant();
            About known = about;
            if (known != null && now.isBefore(aboutUntil)) return known;
            About read = asked(now, () -> read(calls.get(trimmed(issuer) + "/.well-known/openid-configuration")));
            about = read;
            aboutUntil = now.plus(GOOD_FOR);
            return read;
        } finally {
            lock.unlock();
        }
    }

    /// The keys with which a token may be signed that says this of itself.
    List<PublicKey> keys(String algorithm, String keyId) throws ProviderFault {
        About site = about();
        lock.lock();
        try {
            Instant now = clock.instant();
            SigningKeys known = keys;
            if (known == null || !now.isBefore(keysUntil))
                return fresh(site, now).fitting(algorithm, keyId);
            List<PublicKey> fitting = known.fitting(algorithm, keyId);
            return fitting.isEmpty() && mayAskAgain(now) ? fresh(site, now).fitting(algorithm, keyId) : fitting;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayAskAgain(Instant now) {
        if (!now.isBefore(countedFrom.plus(COUNTED))) {
            countedFrom = now;
            askedAgain = 0;
        }
        return askedAgain++ < KEYS_AGAIN;
    }

    private SigningKeys fresh(About site, Instant now) throws ProviderFault {
        Said said = asked(now, () -> calls.get(site.keys()));
        if (said.status() != 200) throw away("no keys, status " + said.status());
        SigningKeys read = SigningKeys.read(said.json());
        keys = read;
        keysUntil = now.plus(GOOD_FOR);
        return read;
    }

    private interface Question<T> {
        T ask() throws ProviderFault;
    }

    /// Who did not answer is not asked again at once: each asking holds up everybody who comes.
    private <T> T asked(Instant now, Question<T> question) throws ProviderFault {
        if (now.isBefore(awayUntil)) throw away(issuer + " did not answer a moment ago");
        try {
            return question.ask();
        } catch (ProviderFault fault) {
            awayUntil = now.plus(AWAY_FOR);
            throw fault;
        }
    }

    private About read(Said said) throws ProviderFault {
        if (said.status() != 200) throw away("no discovery document, status " + said.status());
        JsonObject json = said.json();
        String named = Claims.text(json, "issuer");
        if (!trimmed(named).equals(trimmed(issuer)))
            throw new ProviderFault(Reason.UNTRUSTED, "the document is of another issuer than " + issuer);
        List<?> methods = json.getValue("token_endpoint_auth_methods_supported") instanceof JsonArray listed
                ? listed.getList()
                : List.of();
        return new About(
                named,
                endpoint(json, "authorization_endpoint"),
                endpoint(json, "token_endpoint"),
                endpoint(json, "jwks_uri"),
                json.containsKey("userinfo_endpoint") ? endpoint(json, "userinfo_endpoint") : "",
                methods.isEmpty() || methods.contains("client_secret_basic"),
                Boolean.TRUE.equals(json.getValue("authorization_response_iss_parameter_supported")));
    }

    private static String endpoint(JsonObject json, String name) throws ProviderFault {
        String address = Claims.text(json, name);
        if (!Provider.safe(address)) throw new ProviderFault(Reason.UNTRUSTED, name + " is no https address");
        return address;
    }

    private static String trimmed(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static ProviderFault away(String why) {
        return new ProviderFault(Reason.AWAY, why);
    }
}
