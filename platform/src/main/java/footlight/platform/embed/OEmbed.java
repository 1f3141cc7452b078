package footlight.platform.embed;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.api.Refusals;
import footlight.platform.api.UnlessAway;
import footlight.platform.channel.Channels;
import footlight.platform.page.PageText;
import footlight.platform.show.Addresses;
import footlight.platform.show.EmbedCode;
import footlight.platform.show.Show;
import footlight.platform.show.Shows;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/oembed`: other programs ask how to show the address of a show in a page of theirs. Source: oembed.com, 2.2 to
/// 2.3.
public final class OEmbed implements Mount {
    private static final Pattern PATH = Pattern.compile("/s/([a-z0-9]{12})(?:/(?:embed)?)?");
    private static final int USUAL_WIDTH = 640;
    private static final int MOST_WIDTH = 1920;
    private static final int CACHE_SECONDS = 300;

    private final Business business;
    private final Channels channels;
    private final Shows shows;
    private final Addresses addresses;
    private final String siteName;

    public OEmbed(Business business, Channels channels, Shows shows, Addresses addresses, String siteName) {
        this.business = business;
        this.channels = channels;
        this.shows = shows;
        this.addresses = addresses;
        this.siteName = siteName;
    }

    @Override
    public void mount(Router router) {
        router.route("/oembed")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(business.on(0, new UnlessAway(this::answer)));
    }

    private Answer answer(BusinessRequest request) {
        String format = request.query("format").orElse("json").toLowerCase(Locale.ROOT);
        if (!format.equals("json") && !format.equals("xml"))
            throw new Refusal(new Problem(
                    501, "not-acceptable", "Not in this format", "This answer is to be had as json or xml."));
        String origin = addresses.origin(request.caller());
        Show show = show(request, origin);
        JsonObject json = json(show, origin, width(request));
        Answer answer = format.equals("json")
                ? Answer.json(200, json)
                : Answer.of(200, "text/xml; charset=utf-8", xml(json).getBytes(StandardCharsets.UTF_8));
        return answer.with("cache-control", "public, max-age=" + CACHE_SECONDS)
                .with("access-control-allow-origin", "*");
    }

    private JsonObject json(Show show, String origin, int width) {
        var channel = channels.byId(show.channelId());
        int height = width * EmbedCode.HEIGHT / EmbedCode.WIDTH;
        return new JsonObject()
                .put("version", "1.0")
                .put("type", "video")
                .put("title", show.title())
                .put("author_name", channel.name())
                .put("author_url", origin + "/@" + channel.handle())
                .put("provider_name", siteName)
                .put("provider_url", origin + "/")
                .put("cache_age", CACHE_SECONDS)
                .put("width", width)
                .put("height", height)
                .put("html", EmbedCode.html(show, origin, width, height));
    }

    /// The show whose page the address is.
    ///
    /// @throws Refusal 404 when it is none of ours, or not for everybody
    private Show show(BusinessRequest request, String origin) {
        String address = request.query("url").orElseThrow(() -> Refusals.invalid("url", "is missing"));
        try {
            URI uri = new URI(address.strip());
            Matcher path = PATH.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
            if (path.matches() && ours(uri, origin, request.caller().origin())) {
                Show show = shows.any(path.group(1));
                if (show.visibility().equals("public") || show.visibility().equals("unlisted")) return show;
            }
        } catch (URISyntaxException | Refusal none) {
            // One answer for all: nobody learns which shows there are.
        }
        throw Refusals.notFound("This is not the address of a show here.");
    }

    private static boolean ours(URI uri, String... origins) {
        String authority = uri.getRawAuthority();
        String scheme = uri.getScheme();
        if (authority == null || (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme))) return false;
        for (String origin : origins)
            if (origin.substring(origin.indexOf("://") + 3).equalsIgnoreCase(authority)) return true;
        return false;
    }

    /// As wide as wished for, and no wider or higher than the asker has room for.
    private static int width(BusinessRequest request) {
        int width = USUAL_WIDTH;
        int maxWidth = number(request, "maxwidth");
        int maxHeight = number(request, "maxheight");
        if (maxWidth > 0) width = Math.min(width, maxWidth);
        if (maxHeight > 0) width = Math.min(width, maxHeight * EmbedCode.WIDTH / EmbedCode.HEIGHT);
        if (maxWidth > USUAL_WIDTH && maxHeight == 0) width = Math.min(maxWidth, MOST_WIDTH);
        return Math.max(1, width);
    }

    /// 0 when it was not said.
    private static int number(BusinessRequest request, String name) {
        String said = request.query(name).orElse("");
        if (said.isEmpty()) return 0;
        if (!said.matches("[1-9]\\d{0,4}")) throw Refusals.invalid(name, "must be a number of pixels");
        return Integer.parseInt(said);
    }

    private static String xml(JsonObject json) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>\n");
        json.forEach(part -> xml.append("<")
                .append(part.getKey())
                .append(">")
                .append(PageText.html(printable(String.valueOf(part.getValue()))))
                .append("</")
                .append(part.getKey())
                .append(">\n"));
        return xml.append("</oembed>\n").toString();
    }

    /// XML 1.0 has no other control characters, and no half of a pair.
    private static String printable(String text) {
        StringBuilder fit = new StringBuilder(text.length());
        text.codePoints()
                .filter(letter -> letter == '\t'
                        || letter == '\n'
                        || letter == '\r'
                        || (letter >= ' ' && letter <= 0xD7FF)
                        || (letter >= 0xE000 && letter <= 0xFFFD)
                        || letter >= 0x10000)
                .forEach(fit::appendCodePoint);
        return fit.toString();
    }
}
