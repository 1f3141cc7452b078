package footlight.platform.audit;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who did what: told to a channel's owners of their channel, to who runs the server of all, to a person of themselves.
public final class AuditRoutes {
    private final DeedTable table;
    private final Channels channels;

    public AuditRoutes(AuditLog log, Channels channels) {
        this.table = log.table();
        this.channels = channels;
    }

    public void on(ApiRoutes routes) {
        routes.on("listChannelDeeds", this::ofChannel)
                .on("listDeeds", this::ofServer)
                .on("listOwnDeeds", this::ofPerson);
    }

    private Answer ofChannel(ApiRequest request) {
        String channelId = channels.open(request.asker(), request.pathPart("channelId"), Action.AUDIT)
                .id();
        return page(table.page(wish(request, channelId)), request.limit(), Sight.CHANNEL);
    }

    private Answer ofServer(ApiRequest request) {
        request.asker().demandServer();
        return page(table.page(wish(request, null)), request.limit(), Sight.ALL);
    }

    private Answer ofPerson(ApiRequest request) {
        Asker.Person person = request.asker().demandPerson();
        int limit = request.limit();
        return page(table.ofPerson(person.accountId(), before(request), limit + 1), limit, Sight.own(person));
    }

    private static DeedTable.Wish wish(ApiRequest request, @Nullable String channelId) {
        return new DeedTable.Wish(
                channelId,
                request.query("actor").orElse(null),
                request.query("kind").orElse(null),
                before(request),
                request.limit() + 1);
    }

    private static long before(ApiRequest request) {
        return request.query("cursor").map(AuditRoutes::number).orElse(Long.MAX_VALUE);
    }

    private static long number(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) throw Refusals.invalid("cursor", "is not the \"next\" of a page");
        return Long.parseLong(cursor);
    }

    /// Whose network addresses are told: of colleagues none, they may be at home.
    private record Sight(boolean all, String own) {
        static final Sight ALL = new Sight(true, "");
        static final Sight CHANNEL = new Sight(false, "");

        static Sight own(Asker.Person person) {
            return new Sight(false, person.accountId());
        }

        boolean addressOf(Deed deed) {
            return all
                    || deed.actorId().equals(own)
                    || (deed.subject().equals(own) && deed.actor().equals("nobody"));
        }
    }

    private Answer page(List<Deed> found, int limit, Sight sight) {
        boolean more = found.size() > limit;
        List<Deed> page = more ? found.subList(0, limit) : found;
        Set<String> ids = new HashSet<>();
        page.forEach(deed -> {
            ids.add(deed.actorId());
            ids.add(deed.subject());
        });
        Map<String, String> names = page.isEmpty() ? Map.of() : table.names(ids);
        JsonArray items = new JsonArray();
        page.forEach(deed -> items.add(json(deed, names, sight)));
        return Answer.json(
                200,
                new JsonObject()
                        .put("items", items)
                        .put("next", more ? Long.toString(page.getLast().id()) : null));
    }

    private static JsonObject json(Deed deed, Map<String, String> names, Sight sight) {
        boolean address = sight.addressOf(deed);
        return new JsonObject()
                .put("id", Long.toString(deed.id()))
                .put("at", deed.at().toString())
                .put("actor", deed.actor())
                .put("actorName", names.get(deed.actorId()))
                .put("deed", deed.deed())
                .put("kind", deed.kind())
                .put("subject", deed.subject())
                .put("subjectName", names.get(deed.subject()))
                .put("channelId", deed.channelId())
                .put("detail", deed.detail())
                .put("address", address ? deed.address() : null)
                .put("request", address ? deed.request() : null);
    }
}
