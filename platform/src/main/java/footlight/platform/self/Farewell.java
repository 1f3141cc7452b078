package footlight.platform.self;

import footlight.front.Answer;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.FreshSession;
import footlight.platform.account.SessionCookie;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.picture.Avatars;
import footlight.platform.self.FarewellTable.Orphan;
import footlight.platform.self.FarewellTable.Outcome;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The end of an account, by its owner: told before what it takes, refused while others would be left without somebody
/// who can help them, then at once and for good. Any virtual thread; blocks on the database and the disk.
final class Farewell {
    private static final int NAMED = 5;

    private final FarewellTable table;
    private final ProfileTable profiles;
    private final FreshSession fresh;
    private final Avatars avatars;
    private final Postbox postbox;
    private final String siteName;
    private final Consumer<String> everywhere;
    private final Runnable signedOut;
    private final Deeds deeds;
    private final InstantSource clock;

    /// What is done within the transaction, once it is sure.
    interface Told {
        void tell(Handle transaction, Outcome.Gone gone);
    }

    /// @param everywhere takes back what an account was let in by
    /// @param signedOut to be run when somebody was signed out elsewhere
    Farewell(
            FarewellTable table,
            ProfileTable profiles,
            FreshSession fresh,
            Avatars avatars,
            Postbox postbox,
            String siteName,
            Consumer<String> everywhere,
            Runnable signedOut,
            Deeds deeds,
            InstantSource clock) {
        this.table = table;
        this.profiles = profiles;
        this.fresh = fresh;
        this.avatars = avatars;
        this.postbox = postbox;
        this.siteName = siteName;
        this.everywhere = everywhere;
        this.signedOut = signedOut;
        this.deeds = deeds;
        this.clock = clock;
    }

    void on(ApiRoutes routes) {
        routes.on("getDeletion", this::preview).on("deleteAccount", this::delete);
    }

    private Answer preview(ApiRequest request) {
        return Answer.json(200, table.preview(request.asker().demandPerson().accountId(), clock.instant()));
    }

    private Answer delete(ApiRequest request) throws IOException {
        Asker.Person person = request.asker().demandPerson();
        String id = person.accountId();
        Profile profile = profiles.of(id, clock.instant()).orElseThrow(Refusals::signInFirst);
        String called = profile.email().isEmpty() ? profile.name() : profile.email();
        if (!request.body().getString("confirm").strip().equalsIgnoreCase(called))
            throw Refusals.invalid(
                    "confirm", "must be " + (profile.email().isEmpty() ? "your name" : "your e-mail address"));
        fresh.demand(request);
        Outcome outcome = table.delete(id, clock.instant(), (transaction, gone) -> {
            deeds.note(person, "account.delete", id, "by its owner");
            tell(transaction, gone);
        });
        switch (outcome) {
            case Outcome.NotThere _ -> throw Refusals.signInFirst();
            case Outcome.LastAdmin _ ->
                throw Refusals.notNow(
                        "last-admin", "Nobody would run this server then. Make somebody else an admin first.");
            case Outcome.Owns owns -> throw handOver(owns.channels());
            case Outcome.Gone gone -> {
                everywhere.accept(id);
                signedOut.run();
                if (gone.avatar() != null) avatars.forget(gone.avatar(), profiles::anybodyHas);
            }
        }
        return Answer.empty(204)
                .with(
                        "set-cookie",
                        SessionCookie.cleared(request.http().caller().secure()));
    }

    private void tell(Handle transaction, Outcome.Gone gone) {
        if (gone.email().isEmpty()) return;
        postbox.post(
                transaction,
                new Letter(
                                gone.email(),
                                "Your account on " + siteName + " is deleted",
                                List.of(
                                        "Hello " + gone.name() + ",",
                                        "your account on " + siteName
                                                + " is deleted, as you asked, with everything that was"
                                                + " yours alone. This is the last letter about it."),
                                null,
                                List.of("If it was not you, tell whoever runs " + siteName + "."))
                        .because(Letter.Reason.HAPPENED));
    }

    private static Refusal handOver(List<Orphan> channels) {
        String named =
                channels.stream().limit(NAMED).map(one -> "@" + one.handle()).collect(Collectors.joining(", "));
        String more = channels.size() > NAMED ? " and " + (channels.size() - NAMED) + " more" : "";
        return new Refusal(new Problem(
                        409,
                        "last-owner",
                        "Not now",
                        "Nobody else owns " + named + more
                                + ". Make somebody else an owner there, or delete the channel, first.")
                .with("channels", channels.stream().map(Orphan::map).toList()));
    }
}
