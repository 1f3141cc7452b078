package footlight.platform.usher;

import footlight.front.Answer;
import footlight.front.Refusal;
import footlight.platform.access.Action;
import footlight.platform.account.Passwords;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Deeds;
import footlight.platform.door.Bouncer;
import footlight.platform.door.DoorHouse;
import footlight.platform.door.Doorkeeper;
import footlight.platform.door.GuestCookie;
import footlight.platform.door.Locks;
import footlight.platform.door.Pass;
import footlight.platform.door.Standing;
import footlight.platform.door.Venue;
import footlight.platform.door.Viewer;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Show;
import footlight.platform.show.ShowHouse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The API's operations at a show's door: what it asks for, and asking to be let in.
final class DoorRoutes {
    private final ShowHouse house;
    private final DoorHouse doors;
    private final Bouncer bouncer;
    private final Usher usher;
    private final Passwords passwords;
    private final RandomNames names;
    private final Deeds deeds;

    DoorRoutes(
            ShowHouse house,
            DoorHouse doors,
            Bouncer bouncer,
            Usher usher,
            Passwords passwords,
            RandomNames names,
            Deeds deeds) {
        this.house = house;
        this.doors = doors;
        this.bouncer = bouncer;
        this.usher = usher;
        this.passwords = passwords;
        this.names = names;
        this.deeds = deeds;
    }

    void on(ApiRoutes routes) {
        routes.on("getDoor", request -> door(open(request, Action.LOOK)))
                .on("setShowPassword", this::setPassword)
                .on("removeShowPassword", this::removePassword)
                .on("askDoor", this::ask);
    }

    private Show open(ApiRequest request, Action action) {
        return house.shows().open(request.asker(), request.pathPart("showId"), action);
    }

    private Answer door(Show show) {
        Optional<Locks.Lock> lock = doors.locks().of(show.id());
        return Answer.json(
                200,
                new JsonObject()
                        .put("visibility", show.visibility())
                        .put("password", lock.isPresent())
                        .put(
                                "passwordChangedAt",
                                lock.map(is -> is.changedAt().toString()).orElse(null)));
    }

    private Answer setPassword(ApiRequest request) {
        Show show = open(request, Action.PLAN_SHOWS);
        String hash = passwords.hash(request.body().getString("password"));
        Locks.Lock lock = new Locks.Lock(hash, doors.clock().instant());
        doors.jdbi().useTransaction(handle -> {
            doors.locks().put(handle, show.id(), lock);
            doors.seats().deleteByPassword(handle, show.id());
        });
        doors.locks().changed(show.id(), true);
        deeds.note(request.asker(), "show.password", show.channelId(), show.id(), show.title());
        bouncer.walkIns(house.shows().venue(show));
        return door(show);
    }

    private Answer removePassword(ApiRequest request) {
        Show show = open(request, Action.PLAN_SHOWS);
        doors.jdbi().useTransaction(handle -> {
            doors.locks().remove(handle, show.id());
            doors.seats().deleteByPassword(handle, show.id());
        });
        doors.locks().changed(show.id(), false);
        deeds.note(request.asker(), "show.nopassword", show.channelId(), show.id(), show.title());
        return door(show);
    }

    private Answer ask(ApiRequest request) {
        JsonObject form = request.body();
        Usher.Brought brought =
                new Usher.Brought(form.getString("password"), form.getString("invitation"), form.getString("pass"));
        Show show = wanted(request, brought);
        Venue venue = house.shows().venue(show);
        Viewer viewer = Viewer.of(request);
        String fresh = null;
        if (brought.keeps() && viewer.holder().isEmpty()) {
            fresh = names.token();
            viewer = viewer.with(fresh);
        }
        if (brought.keeps()) usher.seat(viewer, venue, brought);
        return switch (doors.doorkeeper().watch(viewer, venue, brought.pass())) {
            case Doorkeeper.Answer.No(var no) -> throw no.refusal();
            case Doorkeeper.Answer.Pass(Pass.Signed signed, Standing standing) -> {
                Answer answer = admission(request, show, signed, standing);
                boolean secure = request.http().caller().secure();
                yield fresh == null ? answer : answer.with("set-cookie", GuestCookie.set(secure, fresh));
            }
        };
    }

    /// Whoever tries links learns nothing of which shows there are.
    private Show wanted(ApiRequest request, Usher.Brought brought) {
        try {
            return house.shows().any(request.pathPart("showId"));
        } catch (Refusal none) {
            throw brought.invitation() == null ? none : Usher.notGood();
        }
    }

    private Answer admission(ApiRequest request, Show show, Pass.Signed signed, Standing standing) {
        boolean crew = standing == Standing.CREW;
        Instant expires = signed.pass().expiresAt();
        long seconds =
                Math.max(1, Duration.between(doors.clock().instant(), expires).toSeconds());
        boolean secure = request.http().caller().secure();
        return Answer.json(
                        200,
                        new JsonObject()
                                .put("role", standing.word())
                                .put("pass", signed.token())
                                .put("passExpiresAt", expires.toString())
                                .put("addresses", house.liveRoutes().addresses(request, show, signed, crew)))
                .with(
                        "set-cookie",
                        "pass-" + show.streamId() + "=" + signed.token() + "; Path=/live; Max-Age=" + seconds
                                + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }
}
