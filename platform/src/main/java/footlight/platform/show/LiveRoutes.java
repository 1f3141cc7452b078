package footlight.platform.show;

import footlight.front.Answer;
import footlight.front.Caller;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.door.Doorkeeper;
import footlight.platform.door.Pass;
import footlight.platform.door.Viewer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The API's operations around a running show: where to send, go live, end, what is sent, where to watch.
public final class LiveRoutes {
    private final Shows shows;
    private final LiveShows live;
    private final Channels channels;
    private final ShowRoutes showRoutes;
    private final Doorkeeper doorkeeper;
    private final Addresses addresses;
    private final Embedders embedders;
    private final Deeds deeds;

    LiveRoutes(
            Shows shows,
            LiveShows live,
            Channels channels,
            ShowRoutes showRoutes,
            Doorkeeper doorkeeper,
            Addresses addresses,
            Embedders embedders,
            Deeds deeds) {
        this.shows = shows;
        this.live = live;
        this.channels = channels;
        this.showRoutes = showRoutes;
        this.doorkeeper = doorkeeper;
        this.addresses = addresses;
        this.embedders = embedders;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("getIngest", request -> {
                    Show show = open(request, Action.SEE_KEYS);
                    return Answer.json(200, ingest(request, shows.key(show)));
                })
                .on("rotateKey", this::rotate)
                .on("openDoors", request -> run(request, "show.open", live::openDoors))
                .on("closeDoors", request -> run(request, "show.close", live::closeDoors))
                .on("startShow", request -> run(request, "show.start", live::start))
                .on("endShow", request -> run(request, "show.end", live::end))
                .on("cancelShow", request -> run(request, "show.cancel", show -> live.cancel(show, reason(request))))
                .on("reinstateShow", request -> run(request, "show.reinstate", live::reinstate))
                .on("getEncoder", this::encoder)
                .on(
                        "getPlayback",
                        request -> Answer.json(
                                200, playback(request, shows.seen(Viewer.of(request), request.pathPart("showId")))));
    }

    private Answer rotate(ApiRequest request) {
        Show show = open(request, Action.SEE_KEYS);
        String key = shows.rotateKey(show);
        deeds.note(request.asker(), "streamkey.replace", show.channelId(), show.id(), "");
        return Answer.json(200, ingest(request, key));
    }

    private Answer run(ApiRequest request, String deed, UnaryOperator<Show> step) {
        Show show = step.apply(open(request, Action.RUN_SHOWS));
        deeds.note(request.asker(), deed, show.channelId(), show.id(), show.title());
        return answer(request, show);
    }

    /// Blank is none.
    private static @Nullable String reason(ApiRequest request) {
        String reason = request.body().getString("reason");
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    /// What the document calls an Ingest.
    JsonObject ingest(ApiRequest request, String key) {
        Caller caller = request.http().caller();
        String rtmp = addresses.rtmp(caller) + "/live";
        String rtmpsServer = addresses.rtmps(caller);
        String rtmps = rtmpsServer == null ? null : rtmpsServer + "/live";
        String srt = addresses.srt(caller);
        return new JsonObject()
                .put("rtmp", rtmp)
                .put("rtmps", rtmps)
                .put("key", key)
                .put("rtmpUrl", rtmp + "/" + key)
                .put("rtmpsUrl", rtmps == null ? null : rtmps + "/" + key)
                .put("srt", srt == null ? null : srt + "?streamid=" + key)
                .put("srtPassphrase", srt != null && addresses.srtEncrypted());
    }

    private Answer encoder(ApiRequest request) {
        Show show = open(request, Action.LOOK);
        boolean owner = channels.may(request.asker(), channels.main().id(), Action.SEE_KEYS);
        String address = request.http().caller().address().getHostAddress();
        return Answer.json(
                200, live.encoder(show, stranger -> owner || stranger.from().equals(address)));
    }

    /// What the document calls a Playback, with a pass where there is something that only a pass opens.
    ///
    /// @throws footlight.front.Refusal when the show's door says no
    JsonObject playback(ApiRequest request, Show show) {
        boolean mayPreview = channels.may(request.asker(), show.channelId(), Action.LOOK);
        boolean person = request.asker() instanceof Asker.Person;
        // A script's addresses are kept and printed; a pass would make them expire.
        boolean needsPass = mayPreview ? person : shows.venue(show).guarded();
        return addresses(request, show, needsPass ? watch(request, show) : null, mayPreview);
    }

    private Pass.Signed watch(ApiRequest request, Show show) {
        return switch (doorkeeper.watch(Viewer.of(request), shows.venue(show), null)) {
            case Doorkeeper.Answer.Pass in -> in.signed();
            case Doorkeeper.Answer.No(var no) -> throw no.refusal();
        };
    }

    /// Where to watch by this pass; null where none is needed.
    ///
    /// @param withCodecs whether what is sent may be told before the show is live
    public JsonObject addresses(ApiRequest request, Show show, Pass.@Nullable Signed pass, boolean withCodecs) {
        Caller caller = request.http().caller();
        List<String> holders = embedders.of(show);
        String media = "/live/" + show.streamId();
        String with = pass == null ? "" : "?pass=" + pass.token();
        return new JsonObject()
                .put("watch", addresses.origin(caller) + "/s/" + show.id())
                .put("embedUrl", EmbedCode.url(show, addresses.origin(caller)))
                .put(
                        "embedHtml",
                        holders != null && holders.isEmpty() ? null : EmbedCode.html(show, addresses.origin(caller)))
                .put("embedOrigins", holders == null ? null : new JsonArray(holders))
                .put("flv", addresses.origin(caller) + media + ".flv" + with)
                .put("wsflv", addresses.webSocketOrigin(caller) + media + ".flv" + with)
                .put("hls", addresses.origin(caller) + media + "/index.m3u8" + with)
                .put("rtmpPlay", addresses.rtmp(caller) + "/play/" + show.streamId() + with)
                .put("codecs", codecs(withCodecs || show.phase().on() ? live.facts(show) : Optional.empty()))
                .put("pass", pass == null ? null : pass.token())
                .put(
                        "passExpiresAt",
                        pass == null ? null : pass.pass().expiresAt().toString());
    }

    private static JsonArray codecs(Optional<EncoderFacts> facts) {
        JsonArray strings = new JsonArray();
        facts.ifPresent(known -> {
            add(strings, known.video() == null ? null : known.video().codecString());
            add(strings, known.audio() == null ? null : known.audio().codecString());
        });
        return strings;
    }

    private static void add(JsonArray strings, @Nullable String codec) {
        if (codec != null) strings.add(codec);
    }

    private Show open(ApiRequest request, Action action) {
        return shows.open(request.asker(), request.pathPart("showId"), action);
    }

    private Answer answer(ApiRequest request, Show show) {
        String origin = addresses.origin(request.http().caller());
        return Answer.json(200, showRoutes.show(request.asker(), show, origin)).with("etag", show.etag());
    }
}
