package footlight.platform.show;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiDocument;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// The operation that makes a show, and answers in the same breath with all that a live stream needs, when asked to.
public final class NewShow {
    private final Shows shows;
    private final Channels channels;
    private final ShowRoutes showRoutes;
    private final LiveRoutes liveRoutes;
    private final Addresses addresses;
    private final Deeds deeds;

    NewShow(
            Shows shows,
            Channels channels,
            ShowRoutes showRoutes,
            LiveRoutes liveRoutes,
            Addresses addresses,
            Deeds deeds) {
        this.shows = shows;
        this.channels = channels;
        this.showRoutes = showRoutes;
        this.liveRoutes = liveRoutes;
        this.addresses = addresses;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("createShow", this::create);
    }

    private Answer create(ApiRequest request) {
        String named = request.pathPart("channelId");
        List<String> include =
                request.query("include").map(words -> List.of(words.split(","))).orElseGet(List::of);
        Channel channel = channels.open(request.asker(), named, Action.PLAN_SHOWS);
        // Before anything is made: the stream key is not for everybody who may plan.
        if (include.contains("ingest")) channels.open(request.asker(), named, Action.SEE_KEYS);
        Show show = shows.create(channel, new ShowForm(request.body()).forNewShow(() -> channels.about(channel)
                .defaultVisibility()));
        deeds.note(request.asker(), "show.create", channel.id(), show.id(), show.title());
        String origin = addresses.origin(request.http().caller());
        JsonObject json = showRoutes.show(request.asker(), show, origin);
        if (include.contains("ingest")) json.put("ingest", liveRoutes.ingest(request, shows.key(show)));
        if (include.contains("playback")) json.put("playback", liveRoutes.playback(request, show));
        return Answer.json(201, json)
                .with("etag", show.etag())
                .with("location", ApiDocument.PREFIX + "/shows/" + show.id());
    }
}
