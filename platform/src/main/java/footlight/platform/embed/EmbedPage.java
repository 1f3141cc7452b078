package footlight.platform.embed;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessRequest;
import footlight.front.ContentPolicy;
import footlight.front.Mount;
import footlight.front.Refusal;
import footlight.platform.account.SessionRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.UnlessAway;
import footlight.platform.page.PageShell;
import footlight.platform.show.Addresses;
import footlight.platform.show.Show;
import footlight.platform.show.ShowRoutes;
import footlight.platform.show.Shows;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// `/s/{id}/embed`: the player alone, the one page that others may hold in a frame. It is the same for everybody: no
/// cookie is read, since nobody shall act or be known through a frame that somebody else has put before them.
public final class EmbedPage implements Mount {
    private final PageShell shell;
    private final Business business;
    private final SessionRoutes sessions;
    private final EmbedRuleTable rules;
    private final Shows shows;
    private final ShowRoutes showRoutes;
    private final Addresses addresses;
    private final String siteName;

    public EmbedPage(
            String embedHtml,
            Business business,
            SessionRoutes sessions,
            Jdbi jdbi,
            Shows shows,
            ShowRoutes showRoutes,
            Addresses addresses,
            String siteName) {
        this.shell = new PageShell(embedHtml);
        this.business = business;
        this.sessions = sessions;
        this.rules = new EmbedRuleTable(jdbi);
        this.shows = shows;
        this.showRoutes = showRoutes;
        this.addresses = addresses;
        this.siteName = siteName;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex("/s/(?<showId>[a-z0-9]{12})/embed")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(business.on(0, new UnlessAway(this::page)));
    }

    private Answer page(BusinessRequest request) {
        String origin = addresses.origin(request.caller());
        Optional<Show> any = any(request.pathPart("showId"));
        // Of a private show no more is told than whose pages may hold it: its player comes by a pass.
        Optional<Show> show = any.filter(known -> !known.visibility().equals("private"));
        EmbedRule rule = any.flatMap(known -> rules.ofShow(known.channelId(), known.id()))
                .orElse(EmbedRule.ANY);
        String title = show.map(Show::title).orElse("Not found") + " · " + siteName;
        String address = origin + "/s/" + request.pathPart("showId");
        PageShell.Head head = new PageShell.Head(
                title, title, siteName, address, null, "    <meta name=\"robots\" content=\"noindex\" />\n");
        Asker nobody = new Asker.Nobody();
        @Nullable
        JsonObject said =
                show.map(known -> showRoutes.show(nobody, known, origin)).orElse(null);
        JsonObject state = new JsonObject()
                .put("page", "embed")
                .put("session", sessions.session(nobody))
                .put("show", said)
                .put("embedOrigins", rule.origins() == null ? null : new JsonArray(rule.origins()))
                .put("problem", (@Nullable JsonObject) null);
        // A show that is not there for everybody may be there for who brings a pass, which only the page itself can
        // see.
        return Answer.html(show.isPresent() ? 200 : 404, shell.with(head, state, ""))
                .with("cache-control", "no-cache")
                .with("content-security-policy", ContentPolicy.of(request.caller(), rule.frameAncestors()));
    }

    private Optional<Show> any(String id) {
        try {
            return Optional.of(shows.any(id));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }
}
