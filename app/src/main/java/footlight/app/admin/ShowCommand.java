package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/// `footlight admin show create`.
public final class ShowCommand {
    private ShowCommand() {}

    /// Makes a show of the default channel on the server that runs on `dataDir`. Blocks.
    ///
    /// @param autoStart whether it goes live as soon as its encoder is there
    /// @throws AdminRefused when there is no server, or it refuses
    public static ShowAddresses create(Path dataDir, String title, boolean autoStart) {
        AdminClient client = AdminClient.of(dataDir);
        JsonObject wish = new JsonObject().put("title", title).put("autoStart", autoStart);
        JsonObject show = client.post("/channels/default/shows", wish);
        String path = "/shows/" + show.getString("id");
        return ShowAddresses.of(show, client.get(path + "/ingest"), client.get(path + "/playback"));
    }
}
