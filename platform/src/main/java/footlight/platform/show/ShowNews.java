package footlight.platform.show;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What pages hear of shows and their encoders: `show:{id}` is for everybody, `studio:{id}` for whoever runs it. Any
/// thread, never blocks.
final class ShowNews {
    private final Announcements announcements;
    private final Streams streams;
    private final ShowJson json;

    ShowNews(Announcements announcements, Streams streams, ShowJson json) {
        this.announcements = announcements;
        this.streams = streams;
        this.json = json;
    }

    void phase(Phase before, Show show) {
        switch (show.phase()) {
            case LIVE -> show(before == Phase.INTERRUPTED ? "show.resumed" : "show.live", show);
            case INTERRUPTED -> show("show.interrupted", show);
            case ENDED -> show("show.ended", show);
            case DRAFT, SCHEDULED, OPEN, REPLAY, CANCELLED -> updated(show);
        }
    }

    void updated(Show show) {
        show("show.updated", show);
    }

    private void show(String type, Show show) {
        announcements.tell(
                everybody(show), new JsonObject().put("type", type).put("show", json.forEveryone(show, viewers(show))));
    }

    void deleted(Show show) {
        announcements.tell(everybody(show), new JsonObject().put("type", "show.deleted"));
    }

    /// Tells how many watch, when it is another number than before.
    void viewers(LiveShow live) {
        Show show = live.show();
        int count = streams.viewers(show.streamId());
        if (live.newViewerCount(count))
            announcements.tellLatest(
                    everybody(show),
                    new JsonObject().put("type", "show.viewers").put("count", count));
    }

    void encoderOn(LiveShow live) {
        announcements.tell(
                studio(live.show()), new JsonObject().put("type", "encoder.on").put("encoder", encoder(live)));
    }

    void encoderOff(LiveShow live, String reason) {
        announcements.tell(
                studio(live.show()), new JsonObject().put("type", "encoder.off").put("reason", reason));
    }

    void refused(Show show, RefusedEncoder refusal) {
        announcements.tell(
                studio(show), new JsonObject().put("type", "encoder.refused").put("refusal", refusal.json()));
    }

    /// What the encoder sends, for studios that are open.
    void stats(LiveShow live) {
        if (announcements.listeners(studio(live.show())) == 0) return;
        announcements.tellLatest(
                studio(live.show()),
                new JsonObject().put("type", "encoder.stats").put("encoder", encoder(live)));
    }

    int viewers(Show show) {
        return show.phase().on() ? streams.viewers(show.streamId()) : 0;
    }

    Optional<EncoderFacts> facts(Show show) {
        return streams.facts(show.streamId());
    }

    /// What the API document calls an Encoder.
    JsonObject encoder(LiveShow live) {
        return encoder(live, List.of());
    }

    /// @param strangers who was refused besides those that came with a key of this show, the latest first
    JsonObject encoder(LiveShow live, List<RefusedEncoder> strangers) {
        String streamId = live.show().streamId();
        return EncoderJson.of(
                live.encoder(),
                streams.facts(streamId).orElse(EncoderFacts.NOTHING_YET),
                streams.viewers(streamId),
                Stream.concat(live.refusals().stream(), strangers.stream())
                        .sorted(Comparator.comparing(RefusedEncoder::at).reversed())
                        .limit(LiveShow.REFUSALS)
                        .toList());
    }

    static JsonObject noEncoder(List<RefusedEncoder> strangers) {
        return EncoderJson.of(null, EncoderFacts.NOTHING_YET, 0, strangers);
    }

    private static String everybody(Show show) {
        return "show:" + show.id();
    }

    private static String studio(Show show) {
        return "studio:" + show.id();
    }
}
