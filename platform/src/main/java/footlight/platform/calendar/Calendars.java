package footlight.platform.calendar;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessHandler;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.platform.api.Refusals;
import footlight.platform.api.UnlessAway;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.secret.Digests;
import footlight.platform.show.Addresses;
import footlight.platform.show.Show;
import footlight.platform.show.Shows;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/// The calendar files: `/s/{id}.ics` for one show, `/@{handle}.ics` to subscribe to a channel's. The same for
/// everybody, and only with what everybody may see. Mount it before the pages.
public final class Calendars implements Mount {
    /// Calendars keep what they once read; who subscribes today sees what was lately.
    private static final Duration BACK = Duration.ofDays(60);

    private static final int MOST = 500;
    private static final int TAG_BYTES = 12;

    private final Business business;
    private final Channels channels;
    private final Shows shows;
    private final Addresses addresses;
    private final InstantSource clock;

    public Calendars(Business business, Channels channels, Shows shows, Addresses addresses, InstantSource clock) {
        this.business = business;
        this.channels = channels;
        this.shows = shows;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        at(router, "/s/(?<showId>[a-z0-9]{12})\\.ics", this::ofShow);
        at(router, "/@(?<handle>[a-z0-9-]{3,30})\\.ics", this::ofChannel);
    }

    private void at(Router router, String path, BusinessHandler handler) {
        router.routeWithRegex(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(business.on(0, new UnlessAway(handler)));
    }

    private Answer ofShow(BusinessRequest request) {
        Show show = shows.any(request.pathPart("showId"));
        if (!show.visibility().equals("public") && !show.visibility().equals("unlisted"))
            throw Refusals.notFound("There is no show with this id.");
        if (CalendarFile.start(show) == null) throw Refusals.notFound("This show has no time yet.");
        return file(request, CalendarFile.of(null, List.of(show), addresses.origin(request.caller())), show.id());
    }

    private Answer ofChannel(BusinessRequest request) {
        Channel channel = channels.seen("@" + request.pathPart("handle"));
        List<Show> dated = shows.datedPublic(channel, clock.instant().minus(BACK), MOST);
        String origin = addresses.origin(request.caller());
        return file(request, CalendarFile.of(channel.name(), dated, origin), channel.handle());
    }

    private static Answer file(BusinessRequest request, String text, String name) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + HexFormat.of().formatHex(Digests.sha256(bytes), 0, TAG_BYTES) + "\"";
        boolean known =
                request.header("if-none-match").filter(tags -> names(tags, tag)).isPresent();
        Answer answer = known ? Answer.empty(304) : Answer.of(200, "text/calendar; charset=utf-8", bytes);
        return answer.with("etag", tag)
                .with("cache-control", "public, max-age=300")
                .with("content-disposition", "inline; filename=\"" + name + ".ics\"");
    }

    private static boolean names(String tags, String tag) {
        for (String one : tags.split(",", -1)) {
            String bare = one.strip();
            if (bare.equals("*") || (bare.startsWith("W/") ? bare.substring(2) : bare).equals(tag)) return true;
        }
        return false;
    }
}
