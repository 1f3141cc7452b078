package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `footlight admin show create`.
public final class ShowCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ShowCommand.class);
    private static final String DEMO_TITLE = "Footlight demo";

    private ShowCommand() {}

    /// Makes the demo's show, which goes live with its encoder, and ends the one that an earlier demo left in
    /// `dataDir`. Blocks.
    ///
    /// @throws AdminRefused when there is no server, or it refuses
    /// @throws IOException when nothing can be written into `dataDir`
    public static ShowAddresses demo(Path dataDir) throws IOException {
        Path note = dataDir.resolve("demo.show");
        if (Files.exists(note)) endIfThere(dataDir, Files.readString(note).strip());
        ShowAddresses show = create(dataDir, DEMO_TITLE, true);
        Files.writeString(note, show.id());
        return show;
    }

    private static void endIfThere(Path dataDir, String id) {
        try {
            AdminClient client = AdminClient.of(dataDir);
            if (client.get("/shows/" + id).getString("title").equals(DEMO_TITLE))
                client.post("/shows/" + id + "/end", new JsonObject());
        } catch (AdminRefused over) {
            LOG.debug("the demo's former show was over: {}", over.getMessage());
        }
    }

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
