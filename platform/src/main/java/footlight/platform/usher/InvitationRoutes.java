package footlight.platform.usher;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.OneLine;
import footlight.platform.api.Rates;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.door.Bouncer;
import footlight.platform.door.DoorHouse;
import footlight.platform.door.Seat;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import footlight.platform.show.Show;
import footlight.platform.show.ShowHouse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The API's operations on invitation links to shows.
final class InvitationRoutes {
    private static final int AT_MOST = 100;
    /// Each is a letter to somebody who may not want one.
    private static final int LETTERS_A_DAY = 200;

    private final ShowHouse house;
    private final DoorHouse doors;
    private final ShowInvitationTable table;
    private final Bouncer bouncer;
    private final Addresses addresses;
    private final Postbox postbox;
    private final RandomNames names;
    private final Deeds deeds;
    private final Rates letters;

    InvitationRoutes(
            ShowHouse house,
            DoorHouse doors,
            ShowInvitationTable table,
            Bouncer bouncer,
            Addresses addresses,
            Postbox postbox,
            RandomNames names,
            Deeds deeds) {
        this.house = house;
        this.doors = doors;
        this.table = table;
        this.bouncer = bouncer;
        this.addresses = addresses;
        this.postbox = postbox;
        this.names = names;
        this.deeds = deeds;
        this.letters = new Rates(LETTERS_A_DAY, Duration.ofDays(1), doors.clock());
    }

    void on(ApiRoutes routes) {
        routes.on("listShowInvitations", this::list)
                .on("inviteToShow", this::invite)
                .on("withdrawShowInvitation", this::withdraw);
    }

    private Show open(ApiRequest request) {
        return house.shows().open(request.asker(), request.pathPart("showId"), Action.ADMIT);
    }

    private Answer list(ApiRequest request) {
        JsonArray items = new JsonArray();
        table.of(open(request).id(), AT_MOST).forEach(invitation -> items.add(invitation.json()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer invite(ApiRequest request) {
        Show show = open(request);
        JsonObject form = request.body();
        Instant now = doors.clock().instant();
        if (table.of(show.id(), AT_MOST).size() >= AT_MOST)
            throw Refusals.limitReached("This show has " + AT_MOST + " invitations. Withdraw some first.");
        List<String> emails = form.getJsonArray("emails", new JsonArray()).stream()
                .map(one -> ((String) one).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        for (int i = 0; i < emails.size(); i++) {
            Rates.Taken taken = letters.take("channel", show.channelId());
            if (taken.tooMany()) throw Refusals.tooManyRequests(taken.resetSeconds());
        }
        String token = names.token();
        ShowInvitation invitation = new ShowInvitation(
                names.id(),
                show.id(),
                OneLine.of("label", form.getString("label")),
                form.getInteger("mostUses"),
                0,
                now,
                expiry(form.getString("expiresAt"), now));
        // Behind the #, so that it stands in no server's log.
        String path = "/enter/" + show.id() + "#invitation=" + token;
        String link = addresses.origin(request.http().caller()) + path;
        doors.jdbi().useTransaction(handle -> {
            table.insert(handle, invitation, Digests.sha256(token));
            for (String email : emails) postbox.post(handle, letter(email, show, path));
        });
        deeds.note(request.asker(), "show.invite", show.channelId(), show.id(), show.title());
        return Answer.json(201, invitation.json().put("link", link));
    }

    private static Letter letter(String email, Show show, String path) {
        return new Letter(
                        email,
                        "You are invited: " + show.title(),
                        List.of(
                                "You are invited to watch “" + show.title() + "”.",
                                "The link below is your ticket in."),
                        new Letter.Button("Come in", path),
                        List.of("You get this letter because the people who run this show entered your address."))
                .because(Letter.Reason.OTHERS);
    }

    private static @Nullable Instant expiry(@Nullable String said, Instant now) {
        if (said == null) return null;
        Instant end = OffsetDateTime.parse(said).toInstant().truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(now)) throw Refusals.invalid("expiresAt", "must be in the future");
        return end;
    }

    private Answer withdraw(ApiRequest request) {
        Show show = open(request);
        String id = request.pathPart("showInvitationId");
        List<Seat> gone = doors.jdbi().inTransaction(handle -> {
            if (!table.delete(handle, show.id(), id)) throw Refusals.notFound("There is no invitation with this id.");
            return doors.seats().deleteBySource(handle, show.id(), id);
        });
        deeds.note(request.asker(), "show.withdraw", show.channelId(), show.id(), show.title());
        bouncer.passes(gone.stream().map(Seat::id).toList());
        return Answer.empty(204);
    }
}
