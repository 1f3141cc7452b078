package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.StringJoiner;

/// `footlight admin streams`: what runs now, and how to end it.
public final class StreamsCommand {
    private final AdminClient client;
    private final boolean json;

    private StreamsCommand(AdminClient client, boolean json) {
        this.client = client;
        this.json = json;
    }

    /// @throws AdminRefused when no server runs there
    public static StreamsCommand of(Path dataDir, boolean json) {
        return new StreamsCommand(AdminClient.of(dataDir), json);
    }

    public String list() {
        JsonObject answer = client.get("/admin/streams");
        if (json) return answer.encode();
        StringJoiner lines = new StringJoiner("\n");
        lines.setEmptyValue("Nothing is being sent.");
        for (Object each : answer.getJsonArray("items")) {
            JsonObject stream = (JsonObject) each;
            lines.add(String.format(
                    "%-12s  %-7s %6d kbit/s  %5d watching  %s",
                    stream.getString("showId"),
                    stream.getString("protocol", "-"),
                    stream.getLong("bitrateBps") / 1000,
                    stream.getLong("viewers"),
                    stream.getString("title")));
        }
        return lines.toString();
    }

    /// Sends the encoder of that show away. It may come back at once; its key stays good.
    public String kick(String showId) {
        client.post("/admin/streams/" + showId + "/kick", new JsonObject());
        return json ? new JsonObject().put("kicked", showId).encode() : "The encoder was sent away.";
    }
}
