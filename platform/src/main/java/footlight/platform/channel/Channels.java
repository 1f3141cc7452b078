package footlight.platform.channel;

import footlight.front.Answer;
import footlight.platform.access.Access;
import footlight.platform.access.Action;
import footlight.platform.access.Role;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.secret.RandomNames;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            of(request.asker()).stream().map(Channel::json).forEach(items::add);
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

    /// Those the asker has a part in; a server's admin has one in all.
    public List<Channel> of(Asker asker) {
        return switch (asker) {
            case Asker.Nobody _ -> List.of();
            case Asker.Admin _ -> table.all();
            case Asker.Person person -> person.admin() ? table.all() : table.ofMember(person.accountId());
        };
    }

    public boolean may(Asker asker, String channelId, Action action) {
        return part(asker, channelId).filter(role -> Access.may(role, action)).isPresent();
    }

    /// The channel with this id (or `default`), on which the asker may do that.
    ///
    /// @throws footlight.front.Refusal 404 when there is none or the asker has no part in it, 403 when it is too small
    public Channel open(Asker asker, String idOrDefault, Action action) {
        Channel channel =
                idOrDefault.equals("default") ? main : table.byId(idOrDefault).orElseThrow(Channels::none);
        Role role = part(asker, channel.id()).orElseThrow(Channels::none);
        if (!Access.may(role, action)) throw Refusals.roleTooLow(role.word());
        return channel;
    }

    /// What the asker is to the channel; who runs the server is as good as its owner.
    public Optional<Role> part(Asker asker, String channelId) {
        return switch (asker) {
            case Asker.Nobody _ -> Optional.empty();
            case Asker.Admin _ -> Optional.of(Role.OWNER);
            case Asker.Person person ->
                person.admin() ? Optional.of(Role.OWNER) : table.roleOf(channelId, person.accountId());
        };
    }

    private static RuntimeException none() {
        return Refusals.notFound("There is no channel with this id.");
    }
}
