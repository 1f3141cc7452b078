package footlight.platform.identity;

import footlight.front.Answer;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.FreshSession;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.identity.AuthRoutes.Begun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// The API's operations on providers and on the identities of one's own account.
public final class IdentityRoutes {
    private final Providers providers;
    private final Identities identities;
    private final AuthRoutes auth;
    private final FreshSession fresh;
    private final Deeds deeds;
    private final boolean mail;

    /// @param mail whether letters are sent
    IdentityRoutes(
            Providers providers,
            Identities identities,
            AuthRoutes auth,
            FreshSession fresh,
            Deeds deeds,
            boolean mail) {
        this.providers = providers;
        this.identities = identities;
        this.auth = auth;
        this.fresh = fresh;
        this.deeds = deeds;
        this.mail = mail;
    }

    public void on(ApiRoutes routes) {
        routes.on("listProviders", _ -> list())
                .on("listIdentities", this::mine)
                .on("linkIdentity", this::link)
                .on("unlinkIdentity", this::unlink);
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
        return Answer.json(200, new JsonObject().put("items", items).put("mail", mail));
    }

    private Answer mine(ApiRequest request) {
        return Answer.json(
                200,
                new JsonObject().put("items", of(request.asker().demandPerson().accountId())));
    }

    private Answer link(ApiRequest request) {
        String key = request.body().getString("provider");
        Provider provider =
                providers.byKey(key).orElseThrow(() -> Refusals.notFound("No provider of this name is switched on."));
        fresh.demand(request);
        try {
            Begun begun = auth.begin(
                    request.http(),
                    provider,
                    "/account",
                    request.asker().demandPerson().accountId(),
                    false);
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
        Asker.Person person = request.asker().demandPerson();
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
}
