package footlight.platform.account;

import footlight.front.Answer;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.channel.Deeds;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.RandomNames;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The API's operations by which people come in by themselves.
public final class EntranceRoutes {
    private final Entrance entrance;
    private final SessionRoutes sessions;
    private final Runnable signedOut;

    /// @param invited whether this is the token of a team's invitation that is good
    /// @param signedOut to be run when somebody was signed out elsewhere
    public EntranceRoutes(
            Jdbi jdbi,
            Accounts accounts,
            SessionRoutes sessions,
            Postbox postbox,
            String siteName,
            SignUp signUp,
            Predicate<String> invited,
            Deeds deeds,
            Runnable signedOut,
            RandomNames names,
            InstantSource clock) {
        EntranceLetters letters = new EntranceLetters(siteName);
        this.entrance = new Entrance(jdbi, accounts, postbox, letters, signUp, invited, deeds, names, clock);
        this.sessions = sessions;
        this.signedOut = signedOut;
    }

    public void on(ApiRoutes routes) {
        routes.on("createAccount", this::create)
                .on("confirmAccount", this::confirm)
                .on("confirmAccountAgain", this::again)
                .on("forgotPassword", this::forgot)
                .on("resetPassword", this::reset);
    }

    private Answer create(ApiRequest request) {
        JsonObject form = request.body();
        entrance.signUp(
                form.getString("name"),
                form.getString("email"),
                form.getString("password"),
                form.getString("invitation"),
                address(request));
        return Answer.empty(202);
    }

    private Answer confirm(ApiRequest request) {
        return entered(
                request, entrance.confirm(request.body().getString("token"), signedIn(request), address(request)));
    }

    private Answer again(ApiRequest request) {
        Asker.Person person = request.asker().demandPerson();
        entrance.confirmAgain(person.accountId());
        return Answer.empty(202);
    }

    private Answer forgot(ApiRequest request) {
        entrance.forgot(request.body().getString("email"), address(request));
        return Answer.empty(202);
    }

    private Answer reset(ApiRequest request) {
        JsonObject form = request.body();
        return entered(
                request,
                entrance.reset(
                        form.getString("token"), form.getString("password"), signedIn(request), address(request)));
    }

    private Answer entered(ApiRequest request, Accounts.SignedIn in) {
        Answer answer = sessions.signedIn(request, 200, in);
        signedOut.run();
        return answer;
    }

    private static @Nullable String signedIn(ApiRequest request) {
        return request.asker() instanceof Asker.Person person ? person.accountId() : null;
    }

    private static InetAddress address(ApiRequest request) {
        return request.http().caller().address();
    }
}
