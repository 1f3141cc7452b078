package footlight.front.statics;

import footlight.front.Mount;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The web app's files, read once from the classpath and served from memory. `assets/` holds hashed names, which
/// never change what they mean; all else is asked about again each time. `index.html` is the shell of every page,
/// `embed.html` that of the player alone; both are left to whoever renders them.
public final class StaticFiles implements Mount {
    private static final String SHELL = "index.html";
    private static final String EMBED_SHELL = "embed.html";
    private static final String HASHED = "assets/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final Map<String, StaticFile> files;
    private final @Nullable String shell;
    private final @Nullable String embedShell;

    private StaticFiles(Map<String, StaticFile> files, @Nullable String shell, @Nullable String embedShell) {
        this.files = files;
        this.shell = shell;
        this.embedShell = embedShell;
    }

    /// The files of the web module, under `/web/` on the classpath; none when it is not there.
    public static StaticFiles ofWebApp() {
        return of(StaticFiles.class.getClassLoader(), "web");
    }

    public static StaticFiles of(ClassLoader classes, String folder) {
        try {
            Map<String, byte[]> contents = ClasspathFolder.read(classes, folder);
            Map<String, StaticFile> files = new HashMap<>();
            contents.forEach((name, content) -> {
                boolean coded = (name.endsWith(".br") && contents.containsKey(stem(name)))
                        || (name.endsWith(".gz") && contents.containsKey(stem(name)));
                if (!coded && !name.equals(SHELL) && !name.equals(EMBED_SHELL))
                    files.put("/" + name, file(name, content, contents));
            });
            return new StaticFiles(Map.copyOf(files), text(contents.get(SHELL)), text(contents.get(EMBED_SHELL)));
        } catch (IOException e) {
            throw new IllegalStateException("the web app's files cannot be read", e);
        }
    }

    private static @Nullable String text(byte @Nullable [] content) {
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - 3);
    }

    private static StaticFile file(String name, byte[] plain, Map<String, byte[]> contents) {
        List<StaticFile.Encoded> encoded = new ArrayList<>();
        byte[] brotli = contents.get(name + ".br");
        if (brotli != null) encoded.add(form("br", brotli));
        byte[] gzip = contents.get(name + ".gz");
        if (gzip != null) encoded.add(form("gzip", gzip));
        encoded.add(form(null, plain));
        return new StaticFile(MediaTypes.of(name), name.startsWith(HASHED), encoded);
    }

    private static StaticFile.Encoded form(@Nullable String coding, byte[] bytes) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new StaticFile.Encoded(
                    coding, "\"" + HexFormat.of().formatHex(sha, 0, 12) + "\"", Buffer.buffer(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The text of `index.html`; empty when the web app was not built.
    public Optional<String> shell() {
        return Optional.ofNullable(shell);
    }

    /// The text of `embed.html`; empty when the web app was not built.
    public Optional<String> embedShell() {
        return Optional.ofNullable(embedShell);
    }

    @Override
    public void mount(Router router) {
        // For every method: a route of two methods and no path would turn each 404 into a 405.
        router.route().handler(this::serve);
    }

    private void serve(RoutingContext ctx) {
        // The path as it came, escapes and dots included: it is looked up among the known names and nowhere else.
        HttpMethod method = ctx.request().method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        String path = ctx.request().path();
        StaticFile file = reads && path != null ? files.get(path) : null;
        if (file == null) ctx.next();
        else send(file, ctx.request(), ctx.response());
    }

    private static void send(StaticFile file, HttpServerRequest request, HttpServerResponse response) {
        StaticFile.Encoded form = file.best(request.getHeader("accept-encoding"));
        response.putHeader("etag", form.etag())
                .putHeader("cache-control", file.immutable() ? FOR_EVER : ASK_AGAIN)
                // Fonts and scripts of an embedded player are fetched by other sites' pages.
                .putHeader("cross-origin-resource-policy", "cross-origin");
        if (file.varies()) response.putHeader("vary", "accept-encoding");
        if (unchanged(request.getHeader("if-none-match"), form.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", file.mediaType());
        // Said for HEAD too, which sends no body to count.
        response.putHeader("content-length", Integer.toString(form.body().length()));
        if (form.coding() != null) response.putHeader("content-encoding", form.coding());
        response.end(form.body());
    }

    private static boolean unchanged(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) return false;
        for (String known : ifNoneMatch.split(",")) {
            String tag = known.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) return true;
        }
        return false;
    }
}
