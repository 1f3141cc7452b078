package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every address of one show, absolute, and its stream key. Printed for a person, or as one line of JSON for
/// a script; `srt` is there when the server takes it. `toString` hides the key.
public record ShowAddresses(
        String id,
        String title,
        String watch,
        String studio,
        String rtmp,
        @Nullable String srt,
        String key,
        String rtmpPlay,
        String flv,
        String wsflv,
        String hls) {

    static ShowAddresses of(JsonObject show, JsonObject ingest, JsonObject playback) {
        String watch = playback.getString("watch");
        return new ShowAddresses(
                show.getString("id"),
                show.getString("title"),
                watch,
                watch.replace("/s/", "/studio/"),
                ingest.getString("rtmp"),
                ingest.getString("srt"),
                ingest.getString("key"),
                playback.getString("rtmpPlay"),
                playback.getString("flv"),
                playback.getString("wsflv"),
                playback.getString("hls"));
    }

    public String printed(boolean json) {
        JsonObject fields = new JsonObject()
                .put("id", id)
                .put("title", title)
                .put("watch", watch)
                .put("studio", studio)
                .put("rtmp", rtmp)
                .put("key", key)
                .put("rtmpPlay", rtmpPlay)
                .put("flv", flv)
                .put("wsflv", wsflv)
                .put("hls", hls);
        if (srt != null) fields.put("srt", srt);
        if (json) return fields.encode();
        StringBuilder lines = new StringBuilder();
        for (String name : List.of("title", "watch", "studio", "rtmp", "key", "srt", "flv", "wsflv", "rtmpPlay"))
            if (fields.containsKey(name)) lines.append(String.format("%-9s %s%n", name, fields.getString(name)));
        return lines.toString().stripTrailing();
    }

    /// Where an encoder that takes one address publishes.
    public String publishUrl() {
        return rtmp + "/" + key;
    }

    @Override
    public String toString() {
        return "ShowAddresses[" + id + ", " + watch + "]";
    }
}
