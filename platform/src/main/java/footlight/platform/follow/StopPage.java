package footlight.platform.follow;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessHandler;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.platform.api.UnlessAway;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// `/letters/stop/{token}`: no more such letters. Looking at it changes nothing, since mail programs look at links
/// before people do; its button, or a mail program by itself (RFC 8058), posts to the same address. Needs no signing
/// in.
public final class StopPage implements Mount {
    private final Business business;
    private final StopLinks stops;
    private final FollowTable follows;
    private final ReminderTable reminders;

    StopPage(Business business, StopLinks stops, Jdbi jdbi) {
        this.business = business;
        this.stops = stops;
        this.follows = new FollowTable(jdbi);
        this.reminders = new ReminderTable(jdbi);
    }

    @Override
    public void mount(Router router) {
        at(router, HttpMethod.GET, this::look);
        at(router, HttpMethod.HEAD, this::look);
        at(router, HttpMethod.POST, this::stop);
    }

    private void at(Router router, HttpMethod method, BusinessHandler handler) {
        router.route(method, StopLinks.PATH + ":token").handler(business.on(new UnlessAway(handler)));
    }

    private Answer look(BusinessRequest request) {
        if (stop(request.pathPart("token")).isEmpty()) return unknown();
        return page(200, "Stop these letters?", """
                <p>You will get no more of them. Everything else stays as it is.</p>
                <form method="post"><button>Stop these letters</button></form>""");
    }

    private Answer stop(BusinessRequest request) {
        Optional<StopLinks.Stop> found = stop(request.pathPart("token"));
        if (found.isEmpty()) return unknown();
        StopLinks.Stop stop = found.get();
        switch (stop.kind()) {
            case CHANNEL -> follows.silence(stop.id(), stop.accountId());
            case SHOW -> reminders.delete(stop.id(), stop.accountId());
        }
        return page(200, "No more letters", "<p>Done: no more of these letters come to you.</p>");
    }

    private Optional<StopLinks.Stop> stop(String token) {
        return stops.read(token);
    }

    private static Answer unknown() {
        return page(404, "This link is not whole", "<p>Copy the complete link from the letter and try again.</p>");
    }

    private static Answer page(int status, String title, String body) {
        return Answer.html(status, """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="robots" content="noindex">
                <meta name="referrer" content="no-referrer">
                <title>%s</title>
                <style>
                  body { font: 1.05rem/1.5 system-ui, sans-serif; color: #f7f1ea; background: #14100f;
                         max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }
                  button { font: inherit; font-weight: 600; padding: .7rem 1.2rem; border: 0; border-radius: 10px;
                           background: #ff8a3d; color: #140e0c; cursor: pointer }
                  a { color: #ff8a3d }
                </style>
                <h1>%s</h1>
                %s
                <p><a href="/">See what is on</a></p>
                </html>
                """.formatted(title, title, body));
    }
}
