package footlight.platform.account;

import footlight.front.Answer;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Where somebody is signed in, as they see it and end it themselves.
public final class OwnSessions {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Runnable ended;
    private final Deeds deeds;

    /// @param ended told after sessions ended elsewhere, so that what is open is asked again who it is
    public OwnSessions(Accounts accounts, Runnable ended, Deeds deeds) {
        this.deeds = deeds;
        this.accounts = accounts;
        this.sessions = accounts.sessions();
        this.ended = ended;
    }

    public void on(ApiRoutes routes) {
        routes.on("listSessions", this::list)
                .on("endSession", this::end)
                .on("endOtherSessions", this::endOthers)
                .on("proveAgain", this::prove);
    }

    private Answer list(ApiRequest request) {
        return Answer.json(
                200,
                new JsonObject().put("items", of(request.asker().demandPerson().accountId(), token(request))));
    }

    /// @param token of the one that asks
    public JsonArray of(String accountId, String token) {
        JsonArray items = new JsonArray();
        for (Sessions.Seen seen : sessions.of(accountId, token)) {
            String agent = seen.userAgent() == null ? "" : seen.userAgent();
            items.add(new JsonObject()
                    .put("id", seen.id())
                    .put("own", seen.own())
                    .put("device", UserAgent.words(agent))
                    .put("address", seen.address())
                    .put("startedAt", seen.createdAt().toString())
                    .put("seenAt", seen.seenAt().toString()));
        }
        return items;
    }

    private Answer end(ApiRequest request) {
        if (!sessions.endOne(request.asker().demandPerson().accountId(), request.pathPart("sessionId")))
            throw Refusals.notFound("You have no such session.");
        deeds.note(
                request.asker(),
                "session.revoke",
                request.asker().demandPerson().accountId(),
                "one");
        ended.run();
        return Answer.empty(204);
    }

    private Answer endOthers(ApiRequest request) {
        sessions.endOthers(request.asker().demandPerson().accountId(), token(request));
        deeds.note(
                request.asker(),
                "session.revoke",
                request.asker().demandPerson().accountId(),
                "all others");
        ended.run();
        return Answer.empty(204);
    }

    private Answer prove(ApiRequest request) {
        accounts.demandPassword(
                request.asker().demandPerson().accountId(),
                request.body().getString("password"),
                request.http().caller().address());
        sessions.prove(token(request));
        return Answer.empty(204);
    }

    private static String token(ApiRequest request) {
        return FreshSession.token(request).orElse("");
    }
}
