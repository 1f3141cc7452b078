package footlight.platform.page;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessHandler;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.platform.api.UnlessAway;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.show.Addresses;
import footlight.platform.show.Show;
import footlight.platform.show.Shows;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/robots.txt` and `/sitemap.xml`: what search engines may look at, and where it is. What is listed is gathered
/// anew every five minutes at most. Any virtual thread. Source: sitemaps.org, 0.9.
public final class Crawlers implements Mount {
    /// A sitemap has at most 50,000 addresses; the shows that lie further back are found from their channels' pages.
    private static final int SHOWS = 20_000;

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Business business;
    private final Channels channels;
    private final Shows shows;
    private final Addresses addresses;
    private final InstantSource clock;
    private List<Entry> entries = List.of();
    private Instant until = Instant.MIN;

    private record Entry(String path, Instant changed) {}

    public Crawlers(Business business, Channels channels, Shows shows, Addresses addresses, InstantSource clock) {
        this.business = business;
        this.channels = channels;
        this.shows = shows;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        at(router, "/robots.txt", this::robots);
        at(router, "/sitemap.xml", this::sitemap);
    }

    private void at(Router router, String path, BusinessHandler handler) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(business.on(0, new UnlessAway(handler)));
    }

    private Answer robots(BusinessRequest request) {
        return kept("text/plain; charset=utf-8", """
                User-agent: *
                Disallow: /api/
                Disallow: /account
                Disallow: /admin
                Disallow: /enter/
                Disallow: /following
                Disallow: /manage
                Disallow: /studio/
                Disallow: /setup
                Disallow: /sign-in
                Disallow: /sign-up

                Sitemap: %s/sitemap.xml
                """.formatted(addresses.origin(request.caller())));
    }

    private Answer sitemap(BusinessRequest request) {
        String origin = addresses.origin(request.caller());
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        xml.append("<url><loc>").append(PageText.html(origin)).append("/</loc></url>\n");
        for (Entry entry : entries())
            xml.append("<url><loc>")
                    .append(PageText.html(origin + entry.path()))
                    .append("</loc><lastmod>")
                    .append(entry.changed())
                    .append("</lastmod></url>\n");
        return kept("application/xml; charset=utf-8", xml.append("</urlset>\n").toString());
    }

    private synchronized List<Entry> entries() {
        Instant now = clock.instant();
        // Also when the clock was set back.
        if (now.isBefore(until) && !until.isAfter(now.plus(FRESH))) return entries;
        Map<String, Entry> listed = new LinkedHashMap<>();
        Map<String, Entry> homes = new LinkedHashMap<>();
        for (Show show : shows.sitemap(SHOWS)) {
            listed.put(show.id(), new Entry("/s/" + show.id(), show.updatedAt()));
            homes.computeIfAbsent(show.channelId(), id -> {
                Channel channel = channels.byId(id);
                return new Entry("/@" + channel.handle(), show.updatedAt());
            });
        }
        homes.putAll(listed);
        entries = List.copyOf(homes.values());
        until = now.plus(FRESH);
        return entries;
    }

    private static Answer kept(String mediaType, String text) {
        return Answer.of(200, mediaType, text.getBytes(StandardCharsets.UTF_8))
                .with("cache-control", "public, max-age=300");
    }
}
