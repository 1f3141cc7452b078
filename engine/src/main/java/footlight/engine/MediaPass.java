package footlight.engine;

import footlight.front.Caller;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Where a request for media carries its pass.
public final class MediaPass {
    private MediaPass() {}

    /// The pass from the path prefix `/m/{pass}`, the query `?pass=` or the cookie `pass`; null when
    /// there is none. The cookie counts only for a page of this site: another site must not spend a
    /// viewer's cookie.
    public static @Nullable String of(RoutingContext ctx) {
        String inPath = ctx.pathParam("pass");
        if (inPath != null) return inPath;
        String inQuery = ctx.request().getParam("pass");
        if (inQuery != null) return inQuery;
        if (Caller.of(ctx).foreign()) return null;
        Cookie cookie = ctx.request().getCookie("pass");
        return cookie == null ? null : cookie.getValue();
    }
}
