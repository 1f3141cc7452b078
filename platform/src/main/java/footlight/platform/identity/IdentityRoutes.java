package footlight.platform.identity;

import footlight.front.Answer;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.FreshSession;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.identity.AuthRoutes.Begun;
import footlight.platform.identity.Provider.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The API's operations on providers and on the identities of one's own account.
public final class IdentityRoutes {
    private static final int PROVIDERS = 20;

    private final Providers providers;
    private final Identities identities;
    private final AuthRoutes auth;
    private final FreshSession fresh;
    private final Deeds deeds;

    IdentityRoutes(Providers providers, Identities identities, AuthRoutes auth, FreshSession fresh, Deeds deeds) {
        this.providers = providers;
        this.identities = identities;
        this.auth = auth;
        this.fresh = fresh;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("listProviders", _ -> list())
                .on("listIdentities", this::mine)
                .on("linkIdentity", this::link)
                .on("unlinkIdentity", this::unlink)
                .on("listRegistrations", this::registrations)
                .on("putRegistration", this::put)
                .on("deleteRegistration", this::delete);
    }

    /// What is told about the account to its owner who takes their data along.
    public JsonArray of(String accountId) {
        JsonArray items = new JsonArray();
        List<Provider> on = providers.all();
        for (IdentityTable.Row row : identities.of(accountId))
            items.add(new JsonObject()
                    .put("id", row.id())
                    .put("provider", row.provider())
                    .put("name", named(on, row.provider()))
                    .put("label", row.label())
                    .put("createdAt", row.createdAt().toString())
                    .put("usedAt", row.usedAt().toString()));
        return items;
    }

    private static String named(List<Provider> on, String key) {
        return on.stream()
                .filter(provider -> provider.key().equals(key))
                .findFirst()
                .map(Provider::name)
                .orElse(key);
    }

    private Answer list() {
        JsonArray items = new JsonArray();
        for (Provider provider : providers.all())
            items.add(new JsonObject().put("key", provider.key()).put("name", provider.name()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer mine(ApiRequest request) {
        return Answer.json(200, new JsonObject().put("items", of(person(request).accountId())));
    }

    private Answer link(ApiRequest request) {
        String key = request.body().getString("provider");
        Provider provider =
                providers.byKey(key).orElseThrow(() -> Refusals.notFound("No provider of this name is switched on."));
        fresh.demand(request);
        try {
            Begun begun = auth.begin(
                    request.http(), provider, "/account", person(request).accountId(), false);
            return Answer.json(200, new JsonObject().put("url", begun.url())).with("set-cookie", begun.setCookie());
        } catch (ProviderFault fault) {
            throw new Refusal(new Problem(
                    502,
                    "provider-away",
                    "No answer",
                    provider.name() + " does not answer, or not as it should. Try again in a moment."));
        }
    }

    private Answer unlink(ApiRequest request) {
        Asker.Person person = person(request);
        fresh.demand(request);
        String id = request.pathPart("identityId");
        switch (identities.unlink(person.accountId(), id, providers.all())) {
            case DONE -> deeds.note(person, "account.unlink", person.accountId(), id);
            case NOT_THERE -> throw Refusals.notFound("Your account has no such identity.");
            case LAST_WAY_IN ->
                throw Refusals.notNow(
                        "last-way-in", "This is your only way to sign in. Set a password or link another one first.");
        }
        return Answer.empty(204);
    }

    private Answer registrations(ApiRequest request) {
        request.asker().demandServer();
        JsonArray items = new JsonArray();
        providers.all().forEach(provider -> items.add(registration(provider)));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private JsonObject registration(Provider provider) {
        return new JsonObject()
                .put("key", provider.key())
                .put("kind", provider.kind().word())
                .put("name", provider.name())
                .put("issuer", provider.kind() == Kind.OPENID ? provider.site() : null)
                .put("clientId", provider.clientId())
                .put("setting", providers.ofSettings(provider.key()));
    }

    private Answer put(ApiRequest request) {
        request.asker().demandServer();
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
        deeds.note(request.asker(), "provider.put", key, provider.kind().word() + " " + provider.site());
        return Answer.json(200, registration(provider));
    }

    private static Provider provider(Kind kind, String key, JsonObject form, String secret) {
        String clientId = form.getString("clientId");
        return switch (kind) {
            case OPENID -> {
                String issuer = form.getString("issuer", "");
                if (!OpenIdSite.safe(issuer))
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

    private Answer delete(ApiRequest request) {
        request.asker().demandServer();
        String key = request.pathPart("providerKey");
        if (providers.ofSettings(key))
            throw Refusals.notNow("in-settings", "This provider stands in the server's settings; take it out there.");
        if (!providers.delete(key)) throw Refusals.notFound("There is no such provider.");
        deeds.note(request.asker(), "provider.delete", key, "");
        return Answer.empty(204);
    }

    private static Asker.Person person(ApiRequest request) {
        if (request.asker() instanceof Asker.Person person) return person;
        throw Refusals.personNeeded();
    }
}
