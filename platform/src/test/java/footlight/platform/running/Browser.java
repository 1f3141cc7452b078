package footlight.platform.running;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody at a browser: keeps the session's cookie, sends the CSRF token and the right Origin unless told
/// otherwise.
public final class Browser {
    public static final String PASSWORD = "three blue lamps on stage";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String site;
    public @Nullable String cookie;
    public @Nullable String csrfToken;
    public @Nullable String accountId;
    /// By name, as they are sent.
    public final Map<String, String> others = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Browser(String site) {
        this.site = site;
        headers.put("origin", site);
    }

    /// What came back.
    public record Reply(HttpResponse<byte[]> whole) {
        public int status() {
            return whole.statusCode();
        }

        public byte[] bytes() {
            return whole.body();
        }

        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public JsonObject json() {
            return new JsonObject(text());
        }

        public String code() {
            return json().getString("code");
        }

        public Optional<String> header(String name) {
            return whole.headers().firstValue(name);
        }
    }

    /// Sends this header from now on; null leaves it out.
    public Browser with(String name, @Nullable String value) {
        if (value == null) headers.remove(name);
        else headers.put(name, value);
        return this;
    }

    public void signIn(String email, String password) {
        Reply reply = post(
                "/session",
                new JsonObject().put("email", email).put("password", password).encode());
        if (reply.status() != 200) throw new IllegalStateException("not signed in: " + reply.text());
    }

    public Reply get(String path) {
        return api("GET", path, null);
    }

    public Reply post(String path, String json) {
        return api("POST", path, json);
    }

    public Reply patch(String path, String json) {
        return api("PATCH", path, json);
    }

    public Reply delete(String path) {
        return api("DELETE", path, null);
    }

    public Reply api(String method, String path, @Nullable String json) {
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        Reply reply = send(method, "/api/v1" + path, body, json == null ? null : "application/json");
        for (String set : reply.whole().headers().allValues("set-cookie")) {
            String pair = set.substring(0, set.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            if (!name.endsWith("session")) {
                others.put(name, pair);
                continue;
            }
            cookie = set.contains("Max-Age=0") ? null : pair;
            csrfToken = cookie == null ? null : reply.json().getString("csrfToken");
        }
        return reply;
    }

    public Reply page(String path) {
        return send("GET", path, new byte[0], null);
    }

    public Reply send(String method, String path, byte[] body, @Nullable String mediaType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (mediaType != null) request.header("content-type", mediaType);
        String cookies = Stream.concat(Stream.ofNullable(cookie), others.values().stream())
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) request.header("cookie", cookies);
        if (csrfToken != null) request.header("x-csrf-token", csrfToken);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response);
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path + " got no answer", failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }
}
