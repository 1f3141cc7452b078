package footlight.platform.identity;

import footlight.front.Answer;
import footlight.front.Refusal;
import footlight.platform.account.FreshSession;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.identity.Provider.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// How this server is registered with providers, as whoever runs it sees and changes it. No secret is ever told.
public final class RegistrationRoutes {
    private static final int PROVIDERS = 20;

    private final Providers providers;
    private final AuthRoutes auth;
    private final FreshSession fresh;
    private final Deeds deeds;

    RegistrationRoutes(Providers providers, AuthRoutes auth, FreshSession fresh, Deeds deeds) {
        this.providers = providers;
        this.auth = auth;
        this.fresh = fresh;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("listRegistrations", this::list)
                .on("putRegistration", this::put)
                .on("deleteRegistration", this::delete)
                .on("tryRegistration", this::tryOut);
    }

    private Answer list(ApiRequest request) {
        request.asker().demandServer();
        JsonArray items = new JsonArray();
        providers.all().forEach(provider -> items.add(json(request, provider)));
        for (ProviderTable.Row row : providers.lost())
            items.add(new JsonObject()
                    .put("key", row.key())
                    .put("kind", row.kind())
                    .put("name", row.name())
                    .put("issuer", row.issuer())
                    .put("clientId", row.clientId())
                    .put("callback", auth.callback(request.http(), row.key()))
                    .put("setting", false)
                    .put("secretLost", true));
        return Answer.json(
                200, new JsonObject().put("items", items).put("callback", auth.callback(request.http(), "{key}")));
    }

    private JsonObject json(ApiRequest request, Provider provider) {
        return new JsonObject()
                .put("key", provider.key())
                .put("kind", provider.kind().word())
                .put("name", provider.name())
                .put("issuer", provider.kind() == Kind.OPENID ? provider.site() : null)
                .put("clientId", provider.clientId())
                .put("callback", auth.callback(request.http(), provider.key()))
                .put("setting", providers.ofSettings(provider.key()))
                .put("secretLost", false);
    }

    /// Whom a provider vouches for gets in.
    private Answer put(ApiRequest request) {
        fresh.demandServer(request);
        JsonObject form = request.body();
        Kind kind = Kind.of(form.getString("kind"));
        String key = form.getString("key");
        if (providers.ofSettings(key))
            throw Refusals.notNow("in-settings", "This provider stands in the server's settings; change it there.");
        Optional<Provider> before = providers.byKey(key);
        if (before.isEmpty() && providers.all().size() >= PROVIDERS)
            throw Refusals.limitReached("There are " + PROVIDERS + " providers, and more cannot be.");
        // A secret that is kept goes nowhere else than before.
        String secret = Optional.ofNullable(form.getString("clientSecret"))
                .or(() -> before.filter(same -> same.kind() == kind
                                && (kind != Kind.OPENID || same.site().equals(form.getString("issuer"))))
                        .map(Provider::clientSecret))
                .orElseThrow(() -> Refusals.invalid("clientSecret", "is missing"));
        Provider provider = provider(kind, key, form, secret);
        providers.put(provider);
        deeds.note(request.asker(), "provider.put", key, key + " (" + provider.site() + ")");
        return Answer.json(200, json(request, provider));
    }

    private static Provider provider(Kind kind, String key, JsonObject form, String secret) {
        String clientId = form.getString("clientId");
        return switch (kind) {
            case OPENID -> {
                String issuer = form.getString("issuer", "");
                if (!Provider.safe(issuer))
                    throw Refusals.invalid("issuer", "must be an https address such as https://id.example.org");
                if (key.equals("facebook") || key.equals("x"))
                    throw Refusals.invalid("key", "is the name of another provider");
                yield Provider.openId(key, OneLine.of("name", form.getString("name", key)), issuer, clientId, secret);
            }
            case FACEBOOK -> {
                own(key, "facebook");
                yield Provider.facebook(clientId, secret);
            }
            case X -> {
                own(key, "x");
                yield Provider.x(clientId, secret);
            }
        };
    }

    private static void own(String key, String wanted) {
        if (!key.equals(wanted)) throw Refusals.invalid("key", "must be " + wanted);
    }

    /// Who comes by it alone is locked out.
    private Answer delete(ApiRequest request) {
        fresh.demandServer(request);
        String key = request.pathPart("providerKey");
        if (providers.ofSettings(key))
            throw Refusals.notNow("in-settings", "This provider stands in the server's settings; take it out there.");
        if (!providers.delete(key)) throw notThere();
        deeds.note(request.asker(), "provider.delete", key, key);
        return Answer.empty(204);
    }

    private Answer tryOut(ApiRequest request) {
        request.asker().demandServer();
        Provider provider = providers.byKey(request.pathPart("providerKey")).orElseThrow(RegistrationRoutes::notThere);
        String problem = null;
        String detail = null;
        try {
            auth.tryOut(request.http(), provider);
        } catch (ProviderFault fault) {
            problem = fault.reason().word();
            detail = fault.getMessage();
        }
        deeds.note(request.asker(), "provider.try", provider.key(), provider.key());
        return Answer.json(200, new JsonObject().put("problem", problem).put("detail", detail));
    }

    private static Refusal notThere() {
        return Refusals.notFound("There is no such provider.");
    }
}
