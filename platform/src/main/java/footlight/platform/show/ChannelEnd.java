package footlight.platform.show;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// Deletes a channel with the shows that are in it, all or nothing.
public final class ChannelEnd {
    private final ShowLog log;
    private final Channels channels;
    private final Shows shows;
    private final Deeds deeds;
    private final InstantSource clock;

    ChannelEnd(ShowLog log, Channels channels, Shows shows, Deeds deeds, InstantSource clock) {
        this.log = log;
        this.channels = channels;
        this.shows = shows;
        this.deeds = deeds;
        this.clock = clock;
    }

    public void on(ApiRoutes routes) {
        routes.on("deleteChannel", this::delete);
    }

    private Answer delete(ApiRequest request) throws IOException {
        Channel channel = channels.open(request.asker(), request.pathPart("channelId"), Action.DELETE_CHANNEL);
        List<Show> gone = log.transaction(channel.id(), handle -> {
            channels.delete(handle, channel, clock.instant());
            deeds.note(request.asker(), "channel.delete", channel.id(), channel.id(), "@" + channel.handle());
            return shows.deleteOfChannel(handle, channel);
        });
        channels.forget(channel);
        for (Show show : gone) shows.gone(show);
        return Answer.empty(204);
    }
}
