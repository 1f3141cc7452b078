package footlight.platform.usher;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.door.Bouncer;
import footlight.platform.door.DoorHouse;
import footlight.platform.door.Ground;
import footlight.platform.door.Pass;
import footlight.platform.door.PassTable;
import footlight.platform.door.PassTable.BrandPass;
import footlight.platform.door.Standing;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import footlight.platform.show.Show;
import footlight.platform.show.ShowHouse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API's operations by which a brand lets its own users in.
final class PassRoutes {
    private static final Duration USUALLY = Duration.ofHours(4);

    private final ShowHouse house;
    private final DoorHouse doors;
    private final PassTable table;
    private final Bouncer bouncer;
    private final Addresses addresses;
    private final RandomNames names;
    private final Deeds deeds;

    PassRoutes(ShowHouse house, DoorHouse doors, Bouncer bouncer, Addresses addresses, RandomNames names, Deeds deeds) {
        this.house = house;
        this.doors = doors;
        this.table = new PassTable(doors.jdbi());
        this.bouncer = bouncer;
        this.addresses = addresses;
        this.names = names;
        this.deeds = deeds;
    }

    void on(ApiRoutes routes) {
        routes.on("createPass", this::create)
                .on("listPasses", this::list)
                .on("revokePass", this::revoke)
                .on("revokePassesOf", this::revokeOf);
    }

    private Show open(ApiRequest request) {
        return house.shows().open(request.asker(), request.pathPart("showId"), Action.ADMIT);
    }

    private Answer create(ApiRequest request) {
        Show show = open(request);
        JsonObject form = request.body();
        Instant now = doors.clock().instant();
        String name = form.getString("name");
        BrandPass pass = new BrandPass(
                0,
                names.id(),
                show.id(),
                OneLine.of("userId", form.getString("userId")),
                name == null ? null : OneLine.of("name", name),
                form.getString("avatarUrl"),
                Standing.of(form.getString("role", "viewer")),
                form.getBoolean("singleUse", false),
                now,
                expiry(form.getString("expiresAt"), now),
                null,
                null);
        // Before it is written: whatever is taken back from here on ends it.
        long epoch = doors.passes().epoch();
        table.insert(pass);
        Pass.Signed signed = doors.passes()
                .sign(new Pass(
                        pass.id(),
                        show.streamId(),
                        show.channelId(),
                        viewer(pass.userId()),
                        pass.standing(),
                        Ground.BRAND,
                        pass.once(),
                        pass.expiresAt(),
                        epoch));
        deeds.note(request.asker(), "pass.create", show.channelId(), show.id(), show.title());
        return Answer.json(201, made(request, show, pass, signed));
    }

    private JsonObject made(ApiRequest request, Show show, BrandPass pass, Pass.Signed signed) {
        JsonObject where = house.liveRoutes().addresses(request, show, signed, false);
        String origin = addresses.origin(request.http().caller());
        return json(pass)
                .put("pass", signed.token())
                .put("watch", origin + "/enter/" + show.id() + "#pass=" + signed.token())
                .put("hls", origin + "/m/" + signed.token() + "/live/" + show.streamId() + "/index.m3u8")
                .put("flv", where.getString("flv"))
                .put("wsflv", where.getString("wsflv"))
                .put("rtmpPlay", where.getString("rtmpPlay"));
    }

    private static Instant expiry(@Nullable String said, Instant now) {
        if (said == null) return now.plus(USUALLY);
        // Passes count whole seconds.
        Instant end = Instant.ofEpochSecond(OffsetDateTime.parse(said).toEpochSecond());
        if (!end.isAfter(now) || end.isAfter(now.plus(PassTable.LONGEST)))
            throw Refusals.invalid("expiresAt", "must be within the next 24 hours");
        return end;
    }

    /// What a brand's own user is called in passes.
    private static String viewer(String userId) {
        return "user:" + userId;
    }

    private Answer list(ApiRequest request) {
        Show show = open(request);
        int limit = request.limit();
        long before = request.query("cursor").map(PassRoutes::number).orElse(Long.MAX_VALUE);
        List<BrandPass> found =
                new ArrayList<>(table.list(show.id(), request.query("userId").orElse(null), before, limit + 1));
        boolean more = found.size() > limit;
        if (more) found.removeLast();
        JsonArray items = new JsonArray();
        found.forEach(pass -> items.add(json(pass)));
        String next = more ? Long.toString(found.getLast().number(), Character.MAX_RADIX) : null;
        return Answer.json(200, new JsonObject().put("items", items).put("next", next));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor, Character.MAX_RADIX);
        } catch (NumberFormatException none) {
            throw Refusals.invalid("cursor", "must be the `next` of the page before");
        }
    }

    private Answer revoke(ApiRequest request) {
        Show show = open(request);
        String id = request.pathPart("passId");
        if (!table.revoke(show.id(), id, doors.clock().instant()))
            throw Refusals.notFound("There is no pass with this id.");
        doors.jdbi().useTransaction(handle -> doors.seats().deleteBySource(handle, show.id(), id));
        deeds.note(request.asker(), "pass.revoke", show.channelId(), show.id(), show.title());
        bouncer.pass(id);
        return Answer.empty(204);
    }

    private Answer revokeOf(ApiRequest request) {
        Show show = open(request);
        String userId = request.pathPart("userId");
        List<String> ids = table.revokeOf(show.id(), userId, doors.clock().instant());
        doors.jdbi().useTransaction(handle -> {
            for (String id : ids) doors.seats().deleteBySource(handle, show.id(), id);
        });
        deeds.note(request.asker(), "pass.revoke", show.channelId(), show.id(), show.title());
        bouncer.user(house.shows().venue(show), viewer(userId));
        return Answer.empty(204);
    }

    private static JsonObject json(BrandPass pass) {
        return new JsonObject()
                .put("id", pass.id())
                .put("userId", pass.userId())
                .put("name", pass.name())
                .put("avatarUrl", pass.avatarUrl())
                .put("role", pass.standing().word())
                .put("singleUse", pass.once())
                .put("createdAt", pass.createdAt().toString())
                .put("expiresAt", pass.expiresAt().toString())
                .put("revokedAt", text(pass.revokedAt()))
                .put("usedAt", text(pass.usedAt()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
