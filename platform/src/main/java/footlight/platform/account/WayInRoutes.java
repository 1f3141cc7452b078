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
import org.jdbi.v3.core.Jdbi;

/// The API's operations by which people change what they come in by.
public final class WayInRoutes {
    private final WayIn wayIn;
    private final FreshSession fresh;
    private final Deeds deeds;
    private final Runnable signedOut;

    /// @param signedOut to be run when somebody was signed out elsewhere
    public WayInRoutes(
            Jdbi jdbi,
            Accounts accounts,
            Postbox postbox,
            String siteName,
            Deeds deeds,
            Runnable signedOut,
            RandomNames names,
            InstantSource clock) {
        this.wayIn = new WayIn(
                jdbi, accounts, postbox, new WayInLetters(siteName), new EntranceLetters(siteName), names, clock);
        this.fresh = new FreshSession(accounts.sessions());
        this.deeds = deeds;
        this.signedOut = signedOut;
    }

    public void on(ApiRoutes routes) {
        routes.on("changePassword", this::password)
                .on("changeEmail", this::email)
                .on("keepEmail", this::keepEmail)
                .on("confirmEmail", this::confirm)
                .on("undoEmail", this::undo);
    }

    private Answer password(ApiRequest request) {
        fresh.demand(request);
        String id = request.asker().demandPerson().accountId();
        JsonObject form = request.body();
        String old = form.getString("oldPassword");
        wayIn.password(
                id, old, form.getString("password"), FreshSession.token(request).orElse(""), address(request));
        // The first one takes no other's place.
        deeds.note(request.asker(), "account.password", id, old == null ? "" : "by the old one");
        signedOut.run();
        return Answer.empty(204);
    }

    private Answer email(ApiRequest request) {
        fresh.demand(request);
        wayIn.email(request.asker().demandPerson().accountId(), request.body().getString("email"));
        return Answer.empty(202);
    }

    private Answer keepEmail(ApiRequest request) {
        wayIn.keepEmail(request.asker().demandPerson().accountId());
        return Answer.empty(204);
    }

    private Answer confirm(ApiRequest request) {
        Asker.Person person = request.asker().demandPerson();
        String id = person.accountId();
        return deeds.together(() -> {
            wayIn.confirmEmail(id, request.body().getString("token"), address(request));
            deeds.note(person, "account.email", id, "by a letter's link");
            return Answer.empty(204);
        });
    }

    private Answer undo(ApiRequest request) {
        deeds.together(() -> {
            String id = wayIn.undoEmail(request.body().getString("token"), address(request));
            deeds.note(new Asker.Person(id, "", false), "account.email", id, "taken back by a letter's link");
            return id;
        });
        signedOut.run();
        return Answer.empty(204);
    }

    private static InetAddress address(ApiRequest request) {
        return request.http().caller().address();
    }
}
