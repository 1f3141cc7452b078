package footlight.platform.account;

import footlight.front.BusinessRequest;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.api.Asker;
import footlight.platform.api.Bearer;
import footlight.platform.api.WhoAsks;
import java.util.Optional;

/// Tells who asks by the bearer token or else the session's cookie. Blocks on the database.
public final class Identity implements WhoAsks {
    private final Sessions sessions;
    private final AdminToken adminToken;

    public Identity(Sessions sessions, AdminToken adminToken) {
        this.sessions = sessions;
        this.adminToken = adminToken;
    }

    @Override
    public Asker of(BusinessRequest request) {
        Optional<String> token = Bearer.token(request);
        if (token.isPresent()) return bearer(token.get());
        // Pages of other sites act for nobody, whatever cookie their browser sent along.
        if (request.caller().foreign()) return new Asker.Nobody();
        return request.cookie(SessionCookie.name(request.caller().secure()))
                .flatMap(cookie -> sessions.person(
                        cookie,
                        request.caller().address().getHostAddress(),
                        request.header("user-agent").orElse(null)))
                .<Asker>map(person -> person)
                .orElseGet(Asker.Nobody::new);
    }

    /// The person of a `Cookie` header, for the page's live connection. Blocks on the database.
    public Asker ofCookie(String token) {
        return sessions.person(token).<Asker>map(person -> person).orElseGet(Asker.Nobody::new);
    }

    private Asker bearer(String token) {
        if (adminToken.is(token)) return new Asker.Admin();
        throw new Refusal(new Problem(
                401,
                "bearer-token-wrong",
                "Not allowed in",
                "This bearer token is not good. The server writes a new one to admin.token at each start."));
    }
}
