package footlight.platform.account;

import footlight.front.Answer;
import footlight.front.BusinessRequest;
import footlight.front.Refusal;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Signing in and out, the first run, and what a page needs to know first.
public final class SessionRoutes {
    private final Accounts accounts;
    private final Channels channels;
    private final String siteName;
    private final Consumer<String> ended;
    private final Deeds deeds;
    private final InstantSource clock;

    /// @param ended is told the token of a session that is over, at once
    public SessionRoutes(
            Accounts accounts,
            Channels channels,
            String siteName,
            Consumer<String> ended,
            Deeds deeds,
            InstantSource clock) {
        this.accounts = accounts;
        this.channels = channels;
        this.siteName = siteName;
        this.ended = ended;
        this.deeds = deeds;
        this.clock = clock;
    }

    public void on(ApiRoutes routes) {
        routes.on("getSession", request -> Answer.json(200, session(request.asker())))
                .on("signIn", this::signIn)
                .on("signOut", this::signOut)
                .on("setUp", this::setUp);
    }

    /// What the document calls a Session.
    public JsonObject session(Asker asker) {
        return switch (asker) {
            case Asker.Nobody _ -> session(null, asker, null);
            case Asker.Admin _ -> session(accounts.firstAdmin().orElse(null), asker, null);
            case Asker.Person person ->
                session(accounts.byId(person.accountId()).orElse(null), asker, person.csrfToken());
            case Asker.Key _ -> session(null, asker, null);
        };
    }

    private JsonObject session(@Nullable Account account, Asker asker, @Nullable String csrfToken) {
        JsonArray mine = new JsonArray();
        channels.mine(asker).stream().map(Channels.Mine::json).forEach(mine::add);
        return new JsonObject()
                .put("account", account == null ? null : account.json())
                .put("channels", mine)
                .put("csrfToken", csrfToken)
                .put("setupNeeded", account == null && !accounts.anybody())
                .put("siteName", siteName)
                .put("serverTime", clock.instant().toString());
    }

    private Answer signIn(ApiRequest request) {
        JsonObject form = request.body();
        String email = form.getString("email");
        try {
            Accounts.SignedIn in = accounts.signIn(
                    email, form.getString("password"), request.http().caller().address());
            note(in.account(), "session.start", "by password");
            return signedIn(request, 200, in);
        } catch (Refusal refused) {
            if (refused.problem().code().equals("wrong-credentials")) noteRefused(email);
            throw refused;
        }
    }

    /// The same work whether there is such an account; what was typed is kept nowhere, it may be a password.
    private void noteRefused(String email) {
        String accountId = accounts.byEmail(email.strip().toLowerCase(Locale.ROOT))
                .map(Account::id)
                .orElse("");
        deeds.note(new Asker.Nobody(), "session.refuse", accountId, "");
    }

    private void note(Account account, String deed, String detail) {
        deeds.note(new Asker.Person(account.id(), "", account.admin()), deed, account.id(), detail);
    }

    private Answer setUp(ApiRequest request) {
        JsonObject form = request.body();
        Accounts.SignedIn in = accounts.setUp(
                form.getString("token"),
                form.getString("name"),
                form.getString("email"),
                form.getString("password"),
                channels.main().id(),
                request.http().caller().address());
        note(in.account(), "account.setup", "");
        return signedIn(request, 201, in);
    }

    /// Signs somebody in who proved elsewhere who they are, with this answer.
    ///
    /// @param by such as `by google`
    public Answer enter(BusinessRequest request, Account account, String by, Answer answer) {
        note(account, "session.start", by);
        boolean secure = request.caller().secure();
        request.cookie(SessionCookie.name(secure)).ifPresent(this::end);
        return answer.with(
                "set-cookie", SessionCookie.set(secure, accounts.sessions().start(account.id())));
    }

    Answer signedIn(ApiRequest request, int status, Accounts.SignedIn in) {
        boolean secure = request.http().caller().secure();
        Asker person = new Asker.Person(
                in.account().id(),
                accounts.sessions().csrfToken(in.token()),
                in.account().admin());
        // Whoever was signed in here before is not any more: two people never share a session.
        request.http().cookie(SessionCookie.name(secure)).ifPresent(this::end);
        return Answer.json(status, session(person)).with("set-cookie", SessionCookie.set(secure, in.token()));
    }

    private Answer signOut(ApiRequest request) {
        boolean secure = request.http().caller().secure();
        if (request.asker() instanceof Asker.Person person) {
            request.http().cookie(SessionCookie.name(secure)).ifPresent(this::end);
            deeds.note(person, "session.end", person.accountId(), "");
        }
        return Answer.empty(204).with("set-cookie", SessionCookie.cleared(secure));
    }

    private void end(String token) {
        accounts.sessions().end(token);
        ended.accept(token);
    }
}
