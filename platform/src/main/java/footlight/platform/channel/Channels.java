package footlight.platform.channel;

import footlight.front.Answer;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.secret.RandomNames;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/// The creators' homes and who may run them. Any virtual thread; blocks on the database.
public final class Channels {
    private final ChannelTable table;
    private final Channel main;
    private final Map<String, Channel> known = new ConcurrentHashMap<>();

    private Channels(ChannelTable table, Channel main) {
        this.table = table;
        this.main = main;
        known.put(main.id(), main);
    }

    /// Makes the default channel, named as the site is, at the first start.
    public static Channels open(Jdbi jdbi, String siteName, RandomNames names, InstantSource clock) {
        ChannelTable table = new ChannelTable(jdbi);
        table.insertMain(names.id(), siteName, clock.instant());
        return new Channels(table, table.main());
    }

    public void on(ApiRoutes routes) {
        routes.on("listChannels", request -> {
            JsonArray items = new JsonArray();
            managedBy(request.asker()).stream().map(Channel::json).forEach(items::add);
            return Answer.json(200, new JsonObject().put("items", items));
        });
    }

    /// The one that always exists.
    public Channel main() {
        return main;
    }

    /// A channel that is known to exist. Asks the database only the first time: a channel's name does not change yet.
    public Channel byId(String id) {
        return known.computeIfAbsent(id, wanted -> table.byId(wanted).orElseThrow(Channels::none));
    }

    public List<Channel> managedBy(Asker asker) {
        return switch (asker) {
            case Asker.Nobody _ -> List.of();
            case Asker.Admin _ -> table.all();
            case Asker.Person person -> table.ofMember(person.accountId());
        };
    }

    public boolean mayManage(Asker asker, String channelId) {
        return switch (asker) {
            case Asker.Nobody _ -> false;
            case Asker.Admin _ -> true;
            case Asker.Person person -> table.hasMember(channelId, person.accountId());
        };
    }

    /// The channel with this id (or `default`) that the asker may run.
    ///
    /// @throws footlight.front.Refusal 404 when there is none or it is somebody else's
    public Channel managed(Asker asker, String idOrDefault) {
        Channel channel =
                idOrDefault.equals("default") ? main : table.byId(idOrDefault).orElseThrow(Channels::none);
        if (!mayManage(asker, channel.id())) throw none();
        return channel;
    }

    private static RuntimeException none() {
        return Refusals.notFound("There is no channel with this id.");
    }
}
