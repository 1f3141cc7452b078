package footlight.platform.admin;

import footlight.front.Answer;
import footlight.platform.account.Accounts;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import footlight.platform.show.LiveShows;
import footlight.platform.show.Running;
import footlight.platform.store.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the server is run from: the admins' operations of the API.
public final class Office {
    private static final int LINES = 200;

    private final Database database;
    private final Machine machine;
    private final Census census;
    private final HouseTable house;
    private final People people;
    private final Channels channels;
    private final LiveShows live;
    private final Deeds deeds;
    private final InstantSource clock;

    private Office(
            Database database,
            Machine machine,
            Census census,
            People people,
            Channels channels,
            LiveShows live,
            Deeds deeds,
            InstantSource clock) {
        this.database = database;
        this.machine = machine;
        this.census = census;
        this.house = new HouseTable(database.jdbi());
        this.people = people;
        this.channels = channels;
        this.live = live;
        this.deeds = deeds;
        this.clock = clock;
    }

    /// @param sessionsEnded to be run when somebody was signed out everywhere, or is no admin any more
    /// @param shutOut told the account that is shut, so that what is open by it closes
    public static Office open(
            Database database,
            Machine machine,
            Census census,
            Accounts accounts,
            Channels channels,
            LiveShows live,
            Addresses addresses,
            Deeds deeds,
            Runnable sessionsEnded,
            Consumer<String> shutOut,
            RandomNames names,
            InstantSource clock) {
        People people = new People(database.jdbi(), accounts, addresses, deeds, sessionsEnded, shutOut, names, clock);
        return new Office(database, machine, census, people, channels, live, deeds, clock);
    }

    public void on(ApiRoutes routes) {
        people.on(routes);
        routes.on("adminOverview", this::overview)
                .on("adminListChannels", this::listChannels)
                .on("adminListStreams", this::streams)
                .on("adminKick", this::kick)
                .on("adminLog", this::log)
                .on("adminSettings", this::settings);
    }

    private Answer overview(ApiRequest request) {
        request.asker().demandServer();
        Machine.Facts facts = machine.facts();
        Database.Pool pool = database.pool();
        JsonArray folders = new JsonArray();
        facts.folders()
                .forEach((name, bytes) ->
                        folders.add(new JsonObject().put("name", name).put("bytes", bytes)));
        return Answer.json(
                200,
                new JsonObject()
                        .put("version", facts.version())
                        .put("java", facts.java())
                        .put("startedAt", facts.startedAt().toString())
                        .put("now", clock.instant().toString())
                        .put(
                                "database",
                                new JsonObject()
                                        .put("embedded", facts.embeddedDatabase())
                                        .put("up", pool.up())
                                        .put("busy", pool.busy())
                                        .put("most", pool.most())
                                        .put("waiting", pool.waiting()))
                        .put(
                                "memory",
                                new JsonObject()
                                        .put("heapBytes", facts.heapBytes())
                                        .put("heapLimitBytes", facts.heapLimitBytes())
                                        .put("mediaBytes", facts.mediaBytes())
                                        .put("mediaLimitBytes", facts.mediaLimitBytes()))
                        .put(
                                "disk",
                                new JsonObject()
                                        .put("freeBytes", facts.freeBytes())
                                        .put("totalBytes", facts.totalBytes()))
                        .put("counts", counts(facts))
                        .put("folders", folders));
    }

    private JsonObject counts(Machine.Facts facts) {
        return new JsonObject()
                .put("accounts", census.of("account"))
                .put("channels", census.of("channel"))
                .put("shows", census.of("show"))
                .put("sessions", census.of("session"))
                .put("streams", facts.streams())
                .put("viewers", facts.viewers())
                .put("warnings", facts.warnings())
                .put("errors", facts.errors());
    }

    private Answer listChannels(ApiRequest request) {
        request.asker().demandServer();
        Place after = request.query("cursor").map(Place::read).orElse(Place.START);
        Optional<String> search = request.query("search").map(text -> text.toLowerCase(Locale.ROOT));
        int most = request.limit();
        List<HouseTable.Row> found =
                search.isPresent() ? house.search(search.get(), after, most + 1) : house.page(after, most + 1);
        boolean more = found.size() > most;
        List<HouseTable.Row> page = more ? found.subList(0, most) : found;
        JsonArray items = new JsonArray();
        page.forEach(channel -> items.add(channel.json()));
        String next =
                more ? new Place(page.getLast().createdAt(), page.getLast().id()).text() : null;
        return Answer.json(200, new JsonObject().put("items", items).put("next", next));
    }

    private Answer streams(ApiRequest request) {
        request.asker().demandServer();
        JsonArray items = new JsonArray();
        for (Running running : live.running())
            items.add(new JsonObject()
                    .put("showId", running.showId())
                    .put("title", running.title())
                    .put("channelId", running.channelId())
                    .put("channel", channels.byId(running.channelId()).name())
                    .put("phase", running.phase())
                    .put("protocol", running.protocol())
                    .put("from", running.from())
                    .put("encoder", running.program())
                    .put("since", running.since().toString())
                    .put("bitrateBps", running.bitrateBps())
                    .put("viewers", running.viewers()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer kick(ApiRequest request) {
        request.asker().demandServer();
        String showId = request.pathPart("sentShowId");
        String channelId = live.running().stream()
                .filter(running -> running.showId().equals(showId))
                .map(Running::channelId)
                .findFirst()
                .orElse(null);
        if (!live.sendAway(showId)) throw Refusals.notFound("Nothing is being sent to a show with this id.");
        deeds.note(request.asker(), "encoder.kick", channelId, showId, "");
        return Answer.empty(204);
    }

    private Answer log(ApiRequest request) {
        request.asker().demandServer();
        JsonArray items = new JsonArray();
        int most = request.query("limit").map(Integer::parseInt).orElse(LINES);
        for (Machine.Line line : machine.lines(most))
            items.add(new JsonObject()
                    .put("at", line.at().toString())
                    .put("level", line.level())
                    .put("where", line.where())
                    .put("request", line.request())
                    .put("message", line.message())
                    .put("fault", line.fault()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer settings(ApiRequest request) {
        request.asker().demandServer();
        JsonArray items = new JsonArray();
        for (Machine.Shown shown : machine.settings())
            items.add(new JsonObject()
                    .put("name", shown.name())
                    .put("value", shown.value())
                    .put("chosen", shown.chosen())
                    .put("about", shown.about()));
        return Answer.json(200, new JsonObject().put("items", items));
    }
}
