package footlight.platform.show;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/// Something that happened to a show.
///
/// @param number its place among all events: they are read in this order, and none comes later with a lower one
/// @param kind such as `show.live`; the words stand in [ShowEvents]
/// @param show what the API document calls a Show, as it was then
/// @param more what belongs to this kind
public record ShowEvent(
        long number, String kind, String showId, String channelId, Instant at, JsonObject show, JsonObject more) {}
