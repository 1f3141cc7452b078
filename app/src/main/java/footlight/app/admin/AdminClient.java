package footlight.app.admin;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The API of the server that runs on a data folder, asked with that folder's own token: whoever may read
/// the folder may do everything. Blocks.
final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final String token;

    private AdminClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /// @throws AdminRefused when no server runs on `dataDir`, or its token cannot be read
    static AdminClient of(Path dataDir) {
        Path address = dataDir.resolve("server.url");
        Path token = dataDir.resolve("admin.token");
        if (!Files.exists(address))
            throw new AdminRefused("No Footlight runs on data.dir `" + dataDir.toAbsolutePath()
                    + "`: start one with footlight serve, or name its folder with --data-dir.");
        try {
            return new AdminClient(
                    URI.create(Files.readString(address).strip()),
                    Files.readString(token).strip());
        } catch (IOException unreadable) {
            throw new AdminRefused(
                    "`" + token.toAbsolutePath() + "` cannot be read: run this as the user that the server runs as.",
                    unreadable);
        }
    }

    /// Whether anybody does, be it with a refusal.
    boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/healthz"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobody) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    JsonObject get(String path) {
        return ask(request(path).GET().build());
    }

    JsonObject post(String path, JsonObject body) {
        return ask(request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build());
    }

    JsonObject patch(String path, JsonObject body) {
        return ask(request(path)
                .header("content-type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body.encode()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("accept", "application/json")
                .header("authorization", "Bearer " + token);
    }

    private JsonObject ask(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonObject body = response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
            if (response.statusCode() < 300) return body;
            throw new AdminRefused("The server refused: "
                    + body.getString("detail", body.getString("title", "status " + response.statusCode())));
        } catch (DecodeException unknown) {
            throw new AdminRefused("What answers at " + server + " is not this Footlight.", unknown);
        } catch (IOException unreachable) {
            throw new AdminRefused("The server at " + server + " does not answer: is it running?", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AdminRefused("Interrupted while the server was asked.", interrupted);
        }
    }
}
