package footlight.engine;

import footlight.front.Caller;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a request for media carries its pass.
public final class MediaPass {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([^ ]+)");

    private MediaPass() {}

    /// The pass from the path prefix `/m/{pass}`, the query `?pass=`, the header `Authorization: Bearer`, or a
    /// cookie: `pass-{streamId}`, else `pass`. The first that is there counts, good or not; null when there is
    /// none. A cookie counts only for a page of this site: another site must not spend a viewer's cookie.
    public static @Nullable String of(RoutingContext ctx, String streamId) {
        String inPath = ctx.pathParam("pass");
        if (inPath != null) return inPath;
        String inQuery = ctx.request().getParam("pass");
        if (inQuery != null) return inQuery;
        String header = ctx.request().getHeader("Authorization");
        Matcher bearer = BEARER.matcher(header == null ? "" : header.strip());
        if (bearer.matches()) return bearer.group(1);
        if (Caller.of(ctx).foreign()) return null;
        Cookie cookie = ctx.request().getCookie("pass-" + streamId);
        if (cookie == null) cookie = ctx.request().getCookie("pass");
        return cookie == null ? null : cookie.getValue();
    }

    /// What the player of a request calls itself; no browser calls itself by more than is taken of it.
    public static String program(RoutingContext ctx) {
        String agent = ctx.request().getHeader("User-Agent");
        return agent == null ? "" : agent.substring(0, Math.min(agent.length(), 300));
    }
}
