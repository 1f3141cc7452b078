package footlight.platform.show;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.door.Entry;
import footlight.platform.door.Viewer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The API's operations that plan shows and find them, and what pages show of them.
public final class ShowRoutes {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private final Shows shows;
    private final LiveShows live;
    private final Channels channels;
    private final ShowJson json;
    private final Addresses addresses;
    private final Deeds deeds;

    ShowRoutes(Shows shows, LiveShows live, Channels channels, ShowJson json, Addresses addresses, Deeds deeds) {
        this.shows = shows;
        this.live = live;
        this.channels = channels;
        this.json = json;
        this.addresses = addresses;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("listShows", this::listPublic)
                .on("listChannelShows", this::listChannel)
                .on("getShow", this::get)
                .on("editShow", this::edit)
                .on("deleteShow", this::delete)
                .on("putCover", this::putCover)
                .on("deleteCover", this::deleteCover);
    }

    /// A show as this asker sees it.
    public JsonObject show(Asker asker, Show show, String origin) {
        return show(show, origin, channels.may(asker, show.channelId(), Action.LOOK));
    }

    /// A show as everybody sees it who may know of it.
    public JsonObject card(Show show, String origin) {
        return show(show, origin, false);
    }

    /// The first page of a group of public shows, for the home page.
    public JsonObject firstPage(PhaseGroup group, String origin) {
        return firstPage(Optional.empty(), group, origin);
    }

    /// The same for a channel's page.
    public JsonObject firstPage(Channel channel, PhaseGroup group, String origin) {
        return firstPage(Optional.of(channel), group, origin);
    }

    private JsonObject firstPage(Optional<Channel> channel, PhaseGroup group, String origin) {
        return page(shows.listPublic(channel, Optional.of(group), Optional.empty(), 24), origin, false);
    }

    /// A show as this viewer sees it, and whether they could watch.
    public JsonObject atTheDoor(Viewer viewer, Show show, String origin) {
        String entry =
                switch (shows.mayWatch(viewer, show)) {
                    case Entry.Admitted _ -> "open";
                    case Entry.Refused(int _, String code, String _) -> code;
                };
        return show(viewer.asker(), show, origin).put("entry", entry);
    }

    private Answer get(ApiRequest request) {
        Viewer viewer = Viewer.of(request);
        Show show = shows.any(request.pathPart("showId"));
        String pass = request.http().header("show-pass").orElse(null);
        // In a frame there is no cookie by which its holder could be known.
        if (pass != null && shows.opens(pass, show))
            return Answer.json(200, show(request.asker(), show, origin(request)).put("entry", "open"))
                    .with("etag", show.etag());
        shows.seen(viewer, show);
        return Answer.json(200, atTheDoor(viewer, show, origin(request))).with("etag", show.etag());
    }

    private Answer listPublic(ApiRequest request) {
        Optional<Channel> channel = request.query("channel").map(channels::seen);
        Shows.Page page = shows.listPublic(channel, group(request), cursor(request), request.limit());
        return Answer.json(200, page(page, origin(request), false));
    }

    private Answer listChannel(ApiRequest request) {
        Channel channel = channels.open(request.asker(), request.pathPart("channelId"), Action.LOOK);
        Shows.Page page =
                shows.listChannel(channel, group(request), ShowSearch.of(request), cursor(request), request.limit());
        return Answer.json(200, page(page, origin(request), true));
    }

    private Answer edit(ApiRequest request) {
        Show show = planned(request);
        ShowForm form = new ShowForm(request.body());
        Show after = shows.edit(show, expectedVersion(request), form::changing);
        if (!after.visibility().equals(show.visibility())) note(request, "show." + after.visibility(), after);
        if (after.version() != show.version()) note(request, "show.change", after);
        return answer(200, request, after);
    }

    private Answer delete(ApiRequest request) throws IOException {
        Show show = planned(request);
        shows.delete(show, expectedVersion(request));
        note(request, "show.delete", show);
        return Answer.empty(204);
    }

    private void note(ApiRequest request, String deed, Show show) {
        deeds.note(request.asker(), deed, show.channelId(), show.id(), show.title());
    }

    private Answer putCover(ApiRequest request) throws IOException {
        byte[] upload = request.http().body();
        Show show = shows.cover(planned(request), upload, expectedVersion(request));
        note(request, "show.change", show);
        return answer(200, request, show);
    }

    private Answer deleteCover(ApiRequest request) throws IOException {
        Show show = shows.uncover(planned(request), expectedVersion(request));
        note(request, "show.change", show);
        return answer(200, request, show);
    }

    /// All these are changes of its plan.
    private Show planned(ApiRequest request) {
        return shows.open(request.asker(), request.pathPart("showId"), Action.PLAN_SHOWS);
    }

    private Answer answer(int status, ApiRequest request, Show show) {
        return Answer.json(status, show(request.asker(), show, origin(request))).with("etag", show.etag());
    }

    private JsonObject page(Shows.Page page, String origin, boolean own) {
        JsonArray items = new JsonArray();
        page.shows().forEach(show -> items.add(show(show, origin, own)));
        return new JsonObject().put("items", items).put("next", page.next());
    }

    private JsonObject show(Show show, String origin, boolean own) {
        JsonObject said = json.of(show, live.viewers(show), origin);
        return own ? said.put("own", json.own(show, live.encoderOn(show))) : said;
    }

    private String origin(ApiRequest request) {
        return addresses.origin(request.http().caller());
    }

    private static Optional<PhaseGroup> group(ApiRequest request) {
        return request.query("phase").map(PhaseGroup::of);
    }

    private static Optional<Cursor> cursor(ApiRequest request) {
        return request.query("cursor").map(Cursor::read);
    }

    /// Null when the request has no If-Match, or `*`.
    private static @Nullable Long expectedVersion(ApiRequest request) {
        String said = request.http().header("if-match").orElse("*").strip();
        if (said.equals("*")) return null;
        Matcher tag = ETAG.matcher(said);
        // What is no tag of ours is the tag of no state we know.
        if (!tag.matches()) throw Refusals.changedMeanwhile();
        return Long.valueOf(tag.group(1));
    }
}
