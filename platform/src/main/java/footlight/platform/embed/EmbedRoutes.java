package footlight.platform.embed;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Sites;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.show.Show;
import footlight.platform.show.Shows;
import io.vertx.core.json.JsonArray;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The API's operations on whose pages may hold the players of a channel or show.
public final class EmbedRoutes {
    private final EmbedRuleTable rules;
    private final Channels channels;
    private final Shows shows;
    private final Deeds deeds;

    public EmbedRoutes(Jdbi jdbi, Channels channels, Shows shows, Deeds deeds) {
        this.rules = new EmbedRuleTable(jdbi);
        this.channels = channels;
        this.shows = shows;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("getChannelEmbedding", request -> ofChannel(channel(request, Action.LOOK)))
                .on("putChannelEmbedding", this::putOfChannel)
                .on("deleteChannelEmbedding", this::deleteOfChannel)
                .on("getShowEmbedding", request -> ofShow(show(request, Action.LOOK)))
                .on("putShowEmbedding", this::putOfShow)
                .on("deleteShowEmbedding", this::deleteOfShow);
    }

    private Answer ofChannel(Channel channel) {
        return Answer.json(
                200, rules.ofChannel(channel.id()).orElse(EmbedRule.ANY).json());
    }

    private Answer ofShow(Show show) {
        return Answer.json(
                200,
                rules.ofShow(show.channelId(), show.id()).orElse(EmbedRule.ANY).json());
    }

    private Answer putOfChannel(ApiRequest request) {
        Channel channel = channel(request, Action.CHANGE_CHANNEL);
        List<String> origins = origins(request);
        rules.put(channel.id(), null, origins);
        deeds.note(request.asker(), "channel.embedding", channel.id(), channel.id(), words(origins));
        return ofChannel(channel);
    }

    private Answer deleteOfChannel(ApiRequest request) {
        Channel channel = channel(request, Action.CHANGE_CHANNEL);
        rules.delete(channel.id(), null);
        deeds.note(request.asker(), "channel.embedding", channel.id(), channel.id(), words(null));
        return Answer.empty(204);
    }

    private Answer putOfShow(ApiRequest request) {
        Show show = show(request, Action.PLAN_SHOWS);
        List<String> origins = origins(request);
        rules.put(show.channelId(), show.id(), origins);
        deeds.note(request.asker(), "show.embedding", show.channelId(), show.id(), show.title());
        return ofShow(show);
    }

    private Answer deleteOfShow(ApiRequest request) {
        Show show = show(request, Action.PLAN_SHOWS);
        rules.delete(show.channelId(), show.id());
        deeds.note(request.asker(), "show.embedding", show.channelId(), show.id(), show.title());
        return Answer.empty(204);
    }

    private static @Nullable List<String> origins(ApiRequest request) {
        JsonArray said = request.body().getJsonArray("origins");
        if (said == null) return null;
        Set<String> origins = new LinkedHashSet<>();
        for (int i = 0; i < said.size(); i++) origins.add(Sites.origin("origins." + i, said.getString(i)));
        return List.copyOf(origins);
    }

    private static String words(@Nullable List<String> origins) {
        return origins == null ? "any" : "[" + String.join(" ", origins) + "]";
    }

    private Channel channel(ApiRequest request, Action action) {
        return channels.open(request.asker(), request.pathPart("channelId"), action);
    }

    private Show show(ApiRequest request, Action action) {
        return shows.open(request.asker(), request.pathPart("showId"), action);
    }
}
