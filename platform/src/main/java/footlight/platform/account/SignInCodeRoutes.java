package footlight.platform.account;

import footlight.front.Answer;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.channel.Deeds;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.Signer;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// The API's operations by which people sign in with a code that goes by mail.
public final class SignInCodeRoutes {
    private final SignInCodes codes;
    private final SessionRoutes sessions;
    private final Runnable signedOut;

    /// @param signedOut to be run when somebody was signed out elsewhere
    public SignInCodeRoutes(
            Jdbi jdbi,
            Accounts accounts,
            SessionRoutes sessions,
            Postbox postbox,
            String siteName,
            SignUp signUp,
            Deeds deeds,
            Signer signer,
            Runnable signedOut,
            InstantSource clock) {
        this.codes = new SignInCodes(jdbi, accounts, postbox, siteName, signUp, deeds, signer, clock);
        this.sessions = sessions;
        this.signedOut = signedOut;
    }

    public void on(ApiRoutes routes) {
        routes.on("sendCode", this::send).on("useCode", this::use);
    }

    private Answer send(ApiRequest request) {
        codes.send(request.body().getString("email"), request.http().caller().address());
        return Answer.empty(202);
    }

    private Answer use(ApiRequest request) {
        JsonObject form = request.body();
        String signedIn = request.asker() instanceof Asker.Person person ? person.accountId() : null;
        Accounts.SignedIn in = codes.use(
                form.getString("email"),
                form.getString("code"),
                signedIn,
                request.http().caller().address());
        Answer answer = sessions.signedIn(request, 200, in);
        signedOut.run();
        return answer;
    }
}
