package footlight.platform.page;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.SessionRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.WhoAsks;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.door.Viewer;
import footlight.platform.page.PageShell.Head;
import footlight.platform.show.Addresses;
import footlight.platform.show.PhaseGroup;
import footlight.platform.show.Show;
import footlight.platform.show.ShowRoutes;
import footlight.platform.show.Shows;
import footlight.platform.store.Database;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages: the web app's shell with the head, the state and the readable words that the server knows. Mount
/// it after everything else that has routes: it answers for unknown pages too.
public final class Pages implements Mount {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9]{12}");

    private final PageShell shell;
    private final Business business;
    private final WhoAsks whoAsks;
    private final SessionRoutes sessions;
    private final Channels channels;
    private final Shows shows;
    private final ShowRoutes showRoutes;
    private final Addresses addresses;
    private final String siteName;

    public Pages(
            String indexHtml,
            Business business,
            WhoAsks whoAsks,
            SessionRoutes sessions,
            Channels channels,
            Shows shows,
            ShowRoutes showRoutes,
            Addresses addresses,
            String siteName) {
        this.shell = new PageShell(indexHtml);
        this.business = business;
        this.whoAsks = whoAsks;
        this.sessions = sessions;
        this.channels = channels;
        this.shows = shows;
        this.showRoutes = showRoutes;
        this.addresses = addresses;
        this.siteName = siteName;
    }

    private interface Page {
        Answer answer(BusinessRequest request, Asker asker, String origin);
    }

    @Override
    public void mount(Router router) {
        page(router.route("/"), this::home);
        page(router.route("/s/:showId"), this::show);
        page(router.routeWithRegex("/@(?<handle>[A-Za-z0-9-]{3,30})"), this::channel);
        for (String path : new String[] {
            "/sign-in",
            "/following",
            "/account",
            "/account/*",
            "/sign-up",
            "/setup",
            "/manage",
            "/manage/*",
            "/admin",
            "/admin/*",
            "/studio/:showId",
            "/enter/:showId"
        }) page(router.route(path), this::app);
        router.route("/*").last().handler(ctx -> {
            if (wantsPage(ctx))
                business.on(0, request -> run(request, this::unknown)).handle(ctx);
            else ctx.next();
        });
    }

    private void page(Route route, Page page) {
        route.method(HttpMethod.GET).method(HttpMethod.HEAD).handler(business.on(0, request -> run(request, page)));
    }

    private Answer run(BusinessRequest request, Page page) {
        try {
            return answered(request, page);
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
            log.warn("the database is away: {}", failure.getMessage());
            return away();
        }
    }

    /// For a person who comes while the database does not answer; whoever watches already goes on watching.
    private Answer away() {
        String name = PageText.html(siteName);
        return Answer.html(503, """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta http-equiv="refresh" content="5">
                <title>%s</title>
                <h1>%s is back in a moment</h1>
                <p>Something behind this page does not answer just now. This page looks again every few seconds.</p>
                </html>
                """.formatted(name, name)).with("retry-after", "5");
    }

    private Answer answered(BusinessRequest request, Page page) {
        Asker asker = whoAsks.of(request);
        // What is on it depends on who asks and on the moment; the browser may keep it for going back.
        return page.answer(request, asker, addresses.origin(request.caller()))
                .with("cache-control", "private, no-cache")
                .with("vary", "cookie");
    }

    private Answer home(BusinessRequest request, Asker asker, String origin) {
        JsonObject home = new JsonObject();
        for (PhaseGroup group : PhaseGroup.values())
            home.put(group.name().toLowerCase(Locale.ROOT), showRoutes.firstPage(group, origin));
        Head head = new Head(
                siteName,
                "Live shows on " + siteName + ".",
                siteName,
                origin + "/",
                null,
                PageFrame.early(ShelfWords.first(home, "coverThumbnailUrl")));
        String shelves = ShelfWords.html(home);
        String body = PageFrame.around(
                siteName,
                "<div class=\"home\"><h1 class=\"hometitle\">"
                        + (shelves.isEmpty() ? PageText.html(siteName) : "What is on") + "</h1>\n" + shelves
                        + "</div>");
        return answer(200, head, state("home", asker).put("home", home), body);
    }

    private Answer show(BusinessRequest request, Asker asker, String origin) {
        String id = request.pathPart("showId");
        if (!ID.matcher(id).matches()) return unknown(request, asker, origin);
        Viewer viewer = Viewer.of(asker, request);
        Show show;
        try {
            show = shows.seen(viewer, id);
        } catch (Refusal none) {
            return unknown(request, asker, origin);
        }
        String cover = ShowWords.cover(show);
        String image = cover == null ? null : origin + cover;
        Channel channel = channels.byId(show.channelId());
        Head head = new Head(
                show.title() + " · " + siteName,
                ShowWords.preview(show),
                siteName,
                origin + "/s/" + id,
                image,
                ShowCard.tags(show, channel, origin, image) + PageFrame.early(cover));
        Answer page = answer(
                200,
                head,
                state("show", asker).put("show", showRoutes.atTheDoor(viewer, show, origin)),
                PageFrame.around(siteName, ShowWords.html(show, channel)));
        // For whoever has the link, and nobody else should find it.
        return show.visibility().equals("public") ? page : page.with("x-robots-tag", "noindex");
    }

    private Answer channel(BusinessRequest request, Asker asker, String origin) {
        String handle = request.pathPart("handle");
        String known = handle.toLowerCase(Locale.ROOT);
        if (!known.equals(handle)) return Answer.redirect(301, "/@" + known);
        Channel channel;
        try {
            channel = channels.seen("@" + known);
        } catch (Refusal none) {
            return unknown(request, asker, origin);
        }
        JsonObject about = channel.json().mergeIn(channels.about(channel).json());
        JsonObject shelves = new JsonObject().put("channel", about);
        for (PhaseGroup group : PhaseGroup.values())
            shelves.put(group.name().toLowerCase(Locale.ROOT), showRoutes.firstPage(channel, group, origin));
        return answer(
                200,
                ChannelWords.head(channel, shelves, siteName, origin),
                state("channel", asker).put("channel", shelves),
                PageFrame.around(siteName, ChannelWords.html(about, shelves)));
    }

    private Answer app(BusinessRequest request, Asker asker, String origin) {
        Head head = new Head(siteName, "Live shows on " + siteName + ".", siteName, origin + request.path(), null);
        // Robots that come by a link from elsewhere never asked robots.txt for it.
        return answer(200, head, state("app", asker), "").with("x-robots-tag", "noindex");
    }

    private Answer unknown(BusinessRequest request, Asker asker, String origin) {
        Problem problem = new Problem(
                404, "not-found", "Not found", "There is no such page. The address may be mistyped or old.");
        Head head = new Head("Not found · " + siteName, "There is no such page.", siteName, origin + "/", null);
        String body = "<main class=\"plain\"><h1>There is no such page</h1>"
                + "<p>The address may be mistyped or old. <a href=\"/\">Go to the start</a></p></main>";
        return answer(
                404,
                head,
                state("not-found", asker).put("problem", problem.json().toJsonObject()),
                body);
    }

    private JsonObject state(String page, Asker asker) {
        return new JsonObject()
                .put("page", page)
                .put("session", sessions.session(asker))
                .put("show", (@Nullable JsonObject) null)
                .put("problem", (@Nullable JsonObject) null);
    }

    private Answer answer(int status, Head head, JsonObject state, String body) {
        return Answer.html(status, shell.with(head, state, body));
    }

    private static boolean wantsPage(RoutingContext ctx) {
        HttpMethod method = ctx.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) return false;
        String path = ctx.request().path();
        String accept = ctx.request().getHeader("accept");
        // A missing picture or script is no page, and neither is what the API does not have.
        boolean file = path != null && path.substring(path.lastIndexOf('/') + 1).contains(".");
        return accept != null && accept.contains("text/html") && !file;
    }
}
