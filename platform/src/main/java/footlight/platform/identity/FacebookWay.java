package footlight.platform.identity;

import footlight.platform.identity.ProviderCalls.Said;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Facebook Login. It says nothing about whether an address is confirmed, so none is taken for proved. Source:
/// developers.facebook.com, "Manually Build a Login Flow" and "Securing Graph API Requests".
final class FacebookWay implements Way {
    private final ProviderCalls calls;

    FacebookWay(ProviderCalls calls) {
        this.calls = calls;
    }

    @Override
    public String start(Provider provider, Attempt attempt) {
        Map<String, String> query = new TreeMap<>(Map.of(
                "client_id", provider.clientId(),
                "redirect_uri", attempt.redirect(),
                "response_type", "code",
                "scope", "email,public_profile",
                "state", attempt.state()));
        if (attempt.anew()) query.put("auth_type", "reauthenticate");
        return ProviderCalls.address(provider.site() + "/dialog/oauth", query);
    }

    @Override
    public Someone finish(Provider provider, Attempt attempt, Returned back) throws ProviderFault {
        Said token = calls.post(
                provider.api() + "/oauth/access_token",
                Map.of(
                        "client_id", provider.clientId(),
                        "client_secret", provider.clientSecret(),
                        "redirect_uri", attempt.redirect(),
                        "code", back.code()));
        if (!token.good()) throw FacebookRefusal.ofToken(token);
        String access = Claims.text(token.json(), "access_token");
        Said me = calls.get(ProviderCalls.address(
                provider.api() + "/me",
                Map.of(
                        "fields",
                        "id,name,email",
                        "access_token",
                        access,
                        "appsecret_proof",
                        proof(access, provider.clientSecret()))));
        if (!me.good()) throw FacebookRefusal.ofPerson(me);
        return someone(provider, me.json());
    }

    /// A token of the app itself takes id and secret alone. Source: developers.facebook.com, "Access Token Guide".
    @Override
    public void tryOut(Provider provider, Attempt attempt) throws ProviderFault {
        Said said = calls.post(
                provider.api() + "/oauth/access_token",
                Map.of(
                        "client_id", provider.clientId(),
                        "client_secret", provider.clientSecret(),
                        "grant_type", "client_credentials"));
        if (!said.good()) throw FacebookRefusal.ofToken(said);
    }

    /// Ids are of one app alone, and a stand-in for Facebook vouches for nobody of Facebook.
    private static Someone someone(Provider provider, JsonObject me) throws ProviderFault {
        String name = Claims.line(me, "name");
        String email = Claims.email(me);
        return new Someone(
                provider.site() + "/" + provider.clientId(),
                Claims.subject(me, "id"),
                name,
                email == null ? name : email,
                email,
                false);
    }

    private static String proof(String token, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
