package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The server that runs on a data folder, asked through its API. Blocks.
public final class RunningServer {
    private final AdminClient client;

    private RunningServer(AdminClient client) {
        this.client = client;
    }

    /// Empty when none runs there. A folder whose server was killed has no answer either.
    public static Optional<RunningServer> on(Path dataDir) {
        if (!Files.exists(dataDir.resolve("server.url"))) return Optional.empty();
        AdminClient client = AdminClient.of(dataDir);
        return client.answers() ? Optional.of(new RunningServer(client)) : Optional.empty();
    }

    /// Whether it runs a database of its own.
    public boolean embeddedDatabase() {
        return overview().getJsonObject("database").getBoolean("embedded");
    }

    /// What the page of the same name shows.
    public JsonObject overview() {
        return client.get("/admin/overview");
    }
}
