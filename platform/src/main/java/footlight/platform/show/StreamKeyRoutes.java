package footlight.platform.show;

import footlight.front.Answer;
import footlight.front.net.Cidr;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API's operations on a show's stream keys.
public final class StreamKeyRoutes {
    private final Shows shows;
    private final LiveRoutes liveRoutes;
    private final Deeds deeds;

    StreamKeyRoutes(Shows shows, LiveRoutes liveRoutes, Deeds deeds) {
        this.shows = shows;
        this.liveRoutes = liveRoutes;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("listStreamKeys", this::list)
                .on("makeStreamKey", this::make)
                .on("revealStreamKey", this::reveal)
                .on("editStreamKey", this::edit)
                .on("revokeStreamKey", this::revoke);
    }

    private Answer list(ApiRequest request) {
        JsonArray items = new JsonArray();
        shows.keys(open(request)).forEach(key -> items.add(key.json()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer make(ApiRequest request) {
        Show show = open(request);
        @Nullable List<String> addresses = addresses(request.body());
        StreamKeys.Made made = shows.addKey(
                show, OneLine.of("name", request.body().getString("name")), addresses == null ? List.of() : addresses);
        note(request, "streamkey.create", show, made.key());
        return Answer.json(201, made.key().json().put("ingest", liveRoutes.ingest(request, made.secret())));
    }

    private Answer reveal(ApiRequest request) {
        return Answer.json(200, liveRoutes.ingest(request, shows.key(open(request), id(request))));
    }

    private Answer edit(ApiRequest request) {
        Show show = open(request);
        JsonObject body = request.body();
        String name = body.containsKey("name") ? OneLine.of("name", body.getString("name")) : null;
        StreamKey key = shows.changeKey(show, id(request), name, addresses(body));
        note(request, "streamkey.change", show, key);
        return Answer.json(200, key.json());
    }

    private Answer revoke(ApiRequest request) {
        Show show = open(request);
        note(request, "streamkey.revoke", show, shows.revokeKey(show, id(request)));
        return Answer.empty(204);
    }

    private void note(ApiRequest request, String deed, Show show, StreamKey key) {
        deeds.note(request.asker(), deed, show.channelId(), show.id(), key.name());
    }

    /// Null when the request does not speak of them.
    private static @Nullable List<String> addresses(JsonObject body) {
        JsonArray said = body.getJsonArray("addresses");
        if (said == null) return null;
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            try {
                ranges.add(Cidr.parse(said.getString(i).strip()).toString());
            } catch (IllegalArgumentException unfit) {
                throw Refusals.invalid(
                        "addresses." + i, "must be an address or a range like 203.0.113.0/24 or 2001:db8::/32");
            }
        }
        return ranges.stream().distinct().toList();
    }

    private Show open(ApiRequest request) {
        return shows.open(request.asker(), request.pathPart("showId"), Action.SEE_KEYS);
    }

    private static String id(ApiRequest request) {
        return request.pathPart("streamKeyId");
    }
}
