package footlight.app;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.Mount;
import footlight.front.Problem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the HTTP port answers before everything behind it is there, and how far that is. The port opens first, so
/// that a person who restarts a server sees a page that says so, and a load balancer sees `/readyz` refuse.
///
/// `/healthz` answers 200 while the process is able to answer; `/readyz` answers 200 once all parts are there, and 503
/// while one of them is away.
public final class Opening implements Mount {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="1">
            <title>Footlight is starting</title>
            <h1>Footlight is starting</h1>
            <p>{step}. This page looks again each second.</p>
            </html>
            """;

    private final List<String> openToOtherSites;
    private final Business business;
    private volatile Supplier<Map<String, Boolean>> parts = Map::of;
    private volatile String step = "Opening the doors";
    private volatile boolean ready;
    private @Nullable Router router;
    private @Nullable Route waiting;

    /// `openToOtherSites`: of all that will be mounted, see [Mount#openToOtherSites].
    Opening(List<String> openToOtherSites, Business business) {
        this.business = business;
        this.openToOtherSites = List.copyOf(openToOtherSites);
    }

    @Override
    public void mount(Router into) {
        router = into;
        into.get("/healthz").handler(ctx -> plain(ctx, "ok\n"));
        into.get("/readyz").handler(business.on(0, _ -> readiness()));
        waiting = into.route().handler(this::stillStarting);
    }

    @Override
    public List<String> openToOtherSites() {
        return openToOtherSites;
    }

    /// Says what is being done now, in words for a person.
    void step(String now) {
        step = now;
    }

    /// Mounts everything and lets requests through from here on.
    ///
    /// @param nowThere the parts by name, and whether each is there; may block
    void ready(List<? extends Mount> mounts, Supplier<Map<String, Boolean>> nowThere) {
        parts = nowThere;
        Router open = router;
        Route waitingRoom = waiting;
        if (open == null || waitingRoom == null) throw new IllegalStateException("the port is not open yet");
        for (Mount mount : mounts) mount.mount(open);
        ready = true;
        waitingRoom.remove();
    }

    /// From now on `/readyz` refuses, so that no new visitors are sent here.
    void closing() {
        ready = false;
        step = "Closing";
    }

    /// Strangers read it too: it names parts and says nothing of what is in them.
    private Answer readiness() {
        if (!ready) return Answer.problem(notYet().with("ready", false)).with("retry-after", "1");
        JsonObject each = new JsonObject();
        boolean[] all = {true};
        parts.get().forEach((name, there) -> {
            each.put(name, there ? "ready" : "away");
            all[0] &= there;
        });
        JsonObject said = new JsonObject()
                .put("ready", all[0])
                .put("version", Version.NAME)
                .put("parts", each);
        return Answer.json(all[0] ? 200 : 503, said);
    }

    private Problem notYet() {
        return new Problem(503, "starting", "Footlight is starting", step + ".");
    }

    private void stillStarting(RoutingContext ctx) {
        if (ready) ctx.next();
        else starting(ctx);
    }

    private void starting(RoutingContext ctx) {
        ctx.response().putHeader("retry-after", "1").putHeader("cache-control", "no-store");
        String accept = ctx.request().getHeader("accept");
        if (accept != null && accept.contains("text/html"))
            ctx.response()
                    .setStatusCode(503)
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .end(PAGE.replace("{step}", step));
        else notYet().send(ctx);
    }

    private static void plain(RoutingContext ctx, String text) {
        ctx.response()
                .putHeader("content-type", "text/plain")
                .putHeader("cache-control", "no-store")
                .end(text);
    }
}
