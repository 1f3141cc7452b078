package footlight.app.running;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Somebody at a browser, who keeps what cookies they are given and sends what the pages send. One thread.
public final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI site;
    private final Consumer<String> refused;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /// @param refused hears the body of each answer from 400 on
    public Visitor(URI site, Consumer<String> refused) {
        this.site = site;
        this.refused = refused;
        headers.put("origin", site.toString());
    }

    /// Sends this header from now on.
    public Visitor with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// By name.
    public Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    /// What the API answers at a path below `/api/v1`; a CSRF token in it is sent from now on.
    public Answer api(String method, String path, JsonObject body) throws IOException, InterruptedException {
        Answer answer = ask(method, "/api/v1" + path, body.encode());
        String token = answer.text().startsWith("{") ? answer.json().getString("csrfToken") : null;
        if (token != null) headers.put("x-csrf-token", token);
        return answer;
    }

    /// @param text a problem too
    public record Answer(int status, String text, Map<String, String> headers) {
        public JsonObject json() {
            return new JsonObject(text);
        }

        /// @throws AssertionError when it is something else
        public Answer is(int status) {
            if (this.status != status) throw new AssertionError("answered " + this.status + ": " + text);
            return this;
        }
    }

    public Answer look(String path) throws IOException, InterruptedException {
        return ask("GET", path, "");
    }

    public Answer ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(site.getScheme() + "://" + site.getRawAuthority() + path))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!cookies.isEmpty())
            request.header(
                    "cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String set : response.headers().allValues("set-cookie")) {
            String pair = set.split(";", 2)[0];
            int end = pair.indexOf('=');
            // What is cleared is empty.
            if (end == pair.length() - 1) cookies.remove(pair.substring(0, end));
            else cookies.put(pair.substring(0, end), pair.substring(end + 1));
        }
        Map<String, String> said = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> said.put(name, values.getFirst()));
        if (response.statusCode() >= 400) refused.accept(response.body());
        return new Answer(response.statusCode(), response.body(), said);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
