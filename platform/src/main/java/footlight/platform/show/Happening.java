package footlight.platform.show;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An event that is to be written down; kinds and `more` as in [ShowEvents].
///
/// @param show as it is now
record Happening(String kind, Show show, Instant at, JsonObject more) {
    private static Happening of(String kind, Show show, Instant at) {
        return new Happening(kind, show, at, new JsonObject());
    }

    static List<Happening> created(Show show, Instant now) {
        List<Happening> told = new ArrayList<>();
        told.add(of("show.created", show, now));
        if (show.startsAt() != null) told.add(of("show.scheduled", show, now));
        return told;
    }

    static Happening deleted(Show show, Instant now) {
        return of("show.deleted", show, now);
    }

    /// Somebody changed the settings, or the cover.
    static List<Happening> edited(Show before, Show after, Instant now) {
        List<String> changed = new ArrayList<>(after.settings().changedFrom(before.settings()));
        if (!Objects.equals(after.cover(), before.cover())) changed.add("cover");
        List<Happening> told = new ArrayList<>();
        told.add(new Happening(
                "show.updated", after, now, new JsonObject().put("changed", new JsonArray(List.copyOf(changed)))));
        if (!changed.contains("startsAt") || after.startsAt() == null) return told;
        if (before.startsAt() == null) told.add(of("show.scheduled", after, now));
        else
            told.add(new Happening(
                    "show.rescheduled",
                    after,
                    now,
                    new JsonObject()
                            .put("before", before.startsAt().toString())
                            .put("after", after.startsAt().toString())));
        return told;
    }

    /// Its phase is another now.
    ///
    /// @param by what moved it
    static Happening moved(Phase before, Show show, String by, Instant now) {
        JsonObject more = new JsonObject();
        return switch (show.phase()) {
            case OPEN -> new Happening("show.opened", show, now, more.put("by", by));
            case LIVE ->
                before == Phase.INTERRUPTED
                        ? new Happening("show.resumed", show, now, more)
                        : new Happening("show.live", show, now, more.put("by", by));
            case INTERRUPTED -> new Happening("show.interrupted", show, now, more);
            case ENDED -> new Happening("show.ended", show, now, more.put("by", by));
            case REPLAY -> new Happening("show.replay", show, now, more);
            case CANCELLED -> new Happening("show.cancelled", show, now, more.put("reason", show.cancelledReason()));
            case SCHEDULED ->
                before == Phase.CANCELLED
                        ? new Happening("show.scheduled", show, now, more)
                        : new Happening("show.updated", show, now, more.put("changed", JsonArray.of("phase")));
            case DRAFT -> new Happening("show.updated", show, now, more.put("changed", JsonArray.of("phase")));
        };
    }
}
