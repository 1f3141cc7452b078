package footlight.platform.show;

import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/// The parts of this feature, put together: planning, running, and their operations of the API.
public record ShowHouse(
        Shows shows,
        LiveShows live,
        ShowRoutes showRoutes,
        LiveRoutes liveRoutes,
        StreamKeyRoutes streamKeyRoutes,
        NewShow newShow,
        ChannelEnd channelEnd,
        ShowEvents events,
        Runnable forgetOldEvents) {

    /// Blocks on the database: shows that were live when the process went are interrupted now.
    public static ShowHouse open(
            Jdbi jdbi,
            SecretKey secret,
            RandomNames names,
            Channels channels,
            Deeds deeds,
            Covers covers,
            ShowBoard board,
            DoorParts door,
            Streams streams,
            Announcements announcements,
            Addresses addresses,
            Embedders embedders,
            ShowSettings settings,
            InstantSource clock,
            LongSupplier nanos) {
        ShowTable table = new ShowTable(jdbi);
        StreamKeys keys = new StreamKeys(jdbi, secret, names);
        ShowJson json = new ShowJson(channels, addresses, settings, door.locks());
        ShowNews news = new ShowNews(announcements, streams, json);
        ShowLog log = new ShowLog(jdbi, channels, json, clock);
        LiveShows live = new LiveShows(table, log, keys, board, streams, news, clock, nanos);
        Shows shows = new Shows(table, log, keys, channels, covers, live, door, names, clock);
        ShowRoutes showRoutes = new ShowRoutes(shows, live, channels, json, addresses, deeds);
        LiveRoutes liveRoutes =
                new LiveRoutes(shows, live, channels, showRoutes, door.doorkeeper(), addresses, embedders, deeds);
        live.resume();
        return new ShowHouse(
                shows,
                live,
                showRoutes,
                liveRoutes,
                new StreamKeyRoutes(shows, liveRoutes, deeds),
                new NewShow(shows, channels, showRoutes, liveRoutes, addresses, deeds),
                new ChannelEnd(log, channels, shows, deeds, clock),
                log,
                log::prune);
    }
}
