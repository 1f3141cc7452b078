package footlight.platform.account;

import footlight.platform.api.ApiRequest;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import java.util.Optional;

/// Deeds that cannot be undone, or open an account to somebody else, take a person who proved who they are within the
/// last quarter of an hour: by signing in, or by `proveAgain`. Any virtual thread; blocks on the database.
public final class FreshSession {
    private final Sessions sessions;

    public FreshSession(Sessions sessions) {
        this.sessions = sessions;
    }

    /// @throws footlight.front.Refusal 403 when it is no person, or one who has to prove it again
    public void demand(ApiRequest request) {
        request.asker().demandPerson();
        if (!holds(request)) throw Refusals.signInAgain();
    }

    /// Whether whoever asks is such a person.
    public boolean holds(ApiRequest request) {
        return request.asker() instanceof Asker.Person
                && token(request).filter(sessions::fresh).isPresent();
    }

    /// For deeds of who runs the server by which somebody gets into accounts or into the server: a person has to be
    /// fresh, and the server's own admin token is as good as ever.
    ///
    /// @throws footlight.front.Refusal 403 when it is neither
    public void demandServer(ApiRequest request) {
        request.asker().demandServer();
        if (request.asker() instanceof Asker.Person) demand(request);
    }

    /// Of the session that asks; empty when it is none.
    public static Optional<String> token(ApiRequest request) {
        return request.http().cookie(SessionCookie.name(request.http().caller().secure()));
    }
}
