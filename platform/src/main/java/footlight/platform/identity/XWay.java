package footlight.platform.identity;

import footlight.platform.identity.ProviderCalls.Said;
import footlight.platform.identity.ProviderFault.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/// X, which tells no e-mail address. Source: docs.x.com, "OAuth 2.0 Authorization Code Flow with PKCE" and
/// `GET /2/users/me`.
final class XWay implements Way {
    private static final int BAD_REQUEST = 400;

    private final ProviderCalls calls;

    XWay(ProviderCalls calls) {
        this.calls = calls;
    }

    @Override
    public String start(Provider provider, Attempt attempt) {
        return ProviderCalls.address(
                provider.site() + "/i/oauth2/authorize",
                new TreeMap<>(Map.of(
                        "response_type", "code",
                        "client_id", provider.clientId(),
                        "redirect_uri", attempt.redirect(),
                        // Without tweet.read, /2/users/me is refused.
                        "scope", "users.read tweet.read",
                        "state", attempt.state(),
                        "code_challenge", attempt.challenge(),
                        "code_challenge_method", "S256")));
    }

    @Override
    public Someone finish(Provider provider, Attempt attempt, Returned back) throws ProviderFault {
        Said token = ask(provider, attempt, back.code());
        if (!token.good()) throw noToken(token);
        Said me = calls.getWithToken(provider.api() + "/2/users/me", Claims.text(token.json(), "access_token"));
        if (!me.good() || !(me.json().getValue("data") instanceof JsonObject data)) throw nobody(me);
        String handle = Claims.line(data, "username");
        String name = Claims.line(data, "name");
        return new Someone(
                // A stand-in for X vouches for nobody of X.
                provider.site(),
                Claims.subject(data, "id"),
                name.isEmpty() ? handle : name,
                handle.isEmpty() ? name : "@" + handle,
                null,
                false);
    }

    @Override
    public void tryOut(Provider provider, Attempt attempt) throws ProviderFault {
        Said said = ask(provider, attempt, TokenRefusal.NO_CODE);
        if (said.good()) throw new ProviderFault(Reason.UNTRUSTED, "it gives a token for a code that nobody was given");
        TokenRefusal.demandOfCode(noToken(said));
    }

    private Said ask(Provider provider, Attempt attempt, String code) throws ProviderFault {
        return calls.post(
                provider.api() + "/2/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        attempt.redirect(),
                        "code_verifier",
                        attempt.verifier()),
                provider);
    }

    /// A code that it does not take is no `invalid_grant` there.
    private static ProviderFault noToken(Said said) {
        if (said.status() == BAD_REQUEST && said.error().equals("invalid_request"))
            return new ProviderFault(Reason.AGAIN, "no token: " + said.error());
        return TokenRefusal.of(said);
    }

    /// 402 and 403 are the app's: its plan is used up, or it may not ask this. Source: docs.x.com, "Response Codes".
    private static ProviderFault nobody(Said said) {
        String why = "nobody told, status " + said.status();
        if (TokenRefusal.away(said.status())) return new ProviderFault(Reason.AWAY, why);
        return new ProviderFault(
                switch (said.status()) {
                    case 401 -> Reason.AGAIN;
                    case 402, 403 -> Reason.MISREGISTERED;
                    default -> Reason.UNTRUSTED;
                },
                why);
    }
}
