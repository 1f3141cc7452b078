package footlight.platform.identity;

import footlight.platform.identity.OpenIdSite.About;
import footlight.platform.identity.ProviderCalls.Said;
import footlight.platform.identity.ProviderFault.Reason;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// OpenID Connect by authorization code and PKCE. Source: OpenID Connect Core, 3.1; RFC 7636; RFC 9207; RFC 9700, 2.1.
final class OpenIdWay implements Way {
    private static final int SITES = 200;

    private final ProviderCalls calls;
    private final InstantSource clock;
    private final Map<String, OpenIdSite> sites = new ConcurrentHashMap<>();

    OpenIdWay(ProviderCalls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String start(Provider provider, Attempt attempt) throws ProviderFault {
        Map<String, String> query = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", provider.clientId(),
                "redirect_uri", attempt.redirect(),
                "scope", "openid email profile",
                "state", attempt.state(),
                "nonce", attempt.nonce(),
                "code_challenge", attempt.challenge(),
                "code_challenge_method", "S256"));
        if (attempt.anew()) query.put("prompt", "login");
        return ProviderCalls.address(site(provider).about().authorization(), query);
    }

    @Override
    public Someone finish(Provider provider, Attempt attempt, Returned back) throws ProviderFault {
        OpenIdSite site = site(provider);
        About about = site.about();
        // Before the code goes anywhere: it may be another issuer's, sent here to be given away.
        if (back.issuer() == null ? about.saysWho() : !about.issuer().equals(back.issuer()))
            throw new ProviderFault(Reason.UNTRUSTED, "sent back by another issuer");
        JsonObject answer = token(provider, attempt, back, about);
        SignedText token = SignedText.read(Claims.text(answer, "id_token"));
        if (!token.signedBy(site.keys(token.algorithm(), token.keyId())))
            throw new ProviderFault(Reason.UNTRUSTED, "signed by nobody known");
        IdToken.check(token.claims(), about.issuer(), provider.clientId(), attempt.nonce(), clock.instant());
        return someone(about.issuer(), more(about, token.claims(), answer));
    }

    private JsonObject token(Provider provider, Attempt attempt, Returned back, About about) throws ProviderFault {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", back.code());
        form.put("redirect_uri", attempt.redirect());
        form.put("code_verifier", attempt.verifier());
        Said said;
        if (about.basic()) said = calls.post(about.token(), form, provider);
        else {
            form.put("client_id", provider.clientId());
            form.put("client_secret", provider.clientSecret());
            said = calls.post(about.token(), form);
        }
        if (said.good()) return said.json();
        throw TokenRefusal.of(said);
    }

    /// Some tell the address only when asked for it. What they say then counts when it is about the same person.
    private JsonObject more(About about, JsonObject claims, JsonObject answer) throws ProviderFault {
        if (claims.containsKey("email") || about.people().isEmpty()) return claims;
        if (!(answer.getValue("access_token") instanceof String access)) return claims;
        Said said = calls.getWithToken(about.people(), access);
        if (said.status() != 200) return claims;
        if (!Claims.subject(claims, "sub").equals(said.json().getValue("sub")))
            throw new ProviderFault(Reason.UNTRUSTED, "told about somebody else");
        return said.json();
    }

    private static Someone someone(String issuer, JsonObject claims) throws ProviderFault {
        String email = Claims.email(claims);
        String name = Claims.line(claims, "name");
        if (name.isEmpty()) name = Claims.line(claims, "preferred_username");
        return new Someone(
                issuer,
                Claims.subject(claims, "sub"),
                name,
                email == null ? name : email,
                email,
                email != null && Claims.emailVerified(claims));
    }

    private OpenIdSite site(Provider provider) {
        if (sites.size() > SITES) sites.clear();
        return sites.computeIfAbsent(provider.site(), issuer -> new OpenIdSite(issuer, calls, clock));
    }
}
