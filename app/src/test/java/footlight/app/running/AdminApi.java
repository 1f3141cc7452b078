package footlight.app.running;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The API as `footlight admin` sees it: with the token of the data folder that the server runs on. Blocks.
public record AdminApi(Path dataFolder) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What it answers at a path below `/api/v1`, a problem too.
    ///
    /// @param json the body; may be empty
    public JsonObject ask(String method, String path, String json) throws IOException, InterruptedException {
        URI server =
                URI.create(Files.readString(dataFolder.resolve("server.url")).strip());
        String token = Files.readString(dataFolder.resolve("admin.token")).strip();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1" + path))
                    .header("authorization", "Bearer " + token)
                    .header("content-type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json))
                    .timeout(PATIENCE)
                    .build();
            return new JsonObject(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
