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

    @Override
    public void tryOut(Provider provider, Attempt attempt) throws ProviderFault {
        OpenIdSite site = new OpenIdSite(provider.site(), calls, clock);
        About about = site.about();
        if (site.keys("RS256", "").isEmpty() && site.keys("ES256", "").isEmpty())
            throw new ProviderFault(Reason.UNTRUSTED, "it has no keys of a kind that is taken, RS256 or ES256");
        // What was found holds from now on.
        sites.put(provider.site(), site);
        Said said = ask(provider, attempt, TokenRefusal.NO_CODE, about);
        if (said.good()) throw new ProviderFault(Reason.UNTRUSTED, "it gives a token for a code that nobody was given");
        TokenRefusal.demandOfCode(TokenRefusal.of(said));
    }

    private JsonObject token(Provider provider, Attempt attempt, Returned back, About about) throws ProviderFault {
        Said said = ask(provider, attempt, back.code(), about);
        if (said.good()) return said.json();
        throw TokenRefusal.of(said);
    }

    private Said ask(Provider provider, Attempt attempt, String code, About about) throws ProviderFault {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", attempt.redirect());
        form.put("code_verifier", attempt.verifier());
        if (about.basic()) return calls.post(about.token(), form, provider);
        form.put("client_id", provider.clientId());
        form.put("client_secret", provider.clientSecret());
        return calls.post(about.token(), form);
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
