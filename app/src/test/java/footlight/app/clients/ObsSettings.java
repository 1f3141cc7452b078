package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How OBS Studio is set: a looping clip with sound, sent to a "Custom…" server.
///
/// @param server of a whole address, where the key is in it
/// @param key may be empty
/// @param x264 what is set for x264 under Output > Streaming in the advanced mode; the simple mode where it is empty
record ObsSettings(String server, String key, JsonObject x264) {
    /// Of its profile and of its scene collection.
    static final String NAME = "Untitled";

    static ObsSettings simple(String server, String key) {
        return new ObsSettings(server, key, new JsonObject());
    }

    /// @param home what it takes for the user's home
    void write(Path home) throws Exception {
        write(home.resolve(".config/obs-studio"), clip(home));
    }

    private static Path clip(Path home) throws Exception {
        Path clip = Files.createDirectories(home).resolve("clip.mkv");
        List<String> arguments = new ArrayList<>(BundledFfmpeg.words(
                "-hide_banner -loglevel error -f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=f=440:r=48000"
                        + " -t 5 -c:v mpeg4 -q:v 3 -c:a pcm_s16le"));
        arguments.add(clip.toString());
        try (Run encoder = Run.start(BundledFfmpeg.command(arguments))) {
            if (encoder.end(Duration.ofSeconds(30)) != 0) throw new IOException("no clip" + encoder.lastWords());
        }
        return clip;
    }

    private void write(Path folder, Path clip) throws IOException {
        Path profile = Files.createDirectories(folder.resolve("basic/profiles/" + NAME));
        Path scenes = Files.createDirectories(folder.resolve("basic/scenes"));
        Files.writeString(folder.resolve("global.ini"), """
                [General]
                FirstRun=true
                LastVersion=486539266
                EnableAutoUpdates=false
                [Basic]
                Profile=Untitled
                ProfileDir=Untitled
                SceneCollection=Untitled
                SceneCollectionFile=Untitled
                ConfigOnNewProfile=false
                """);
        Files.writeString(profile.resolve("basic.ini"), """
                [General]
                Name=Untitled
                [Output]
                Mode=%s
                [SimpleOutput]
                VBitrate=1500
                ABitrate=128
                StreamEncoder=x264
                Preset=ultrafast
                [AdvOut]
                Encoder=obs_x264
                TrackIndex=1
                Track1Bitrate=128
                [Video]
                BaseCX=640
                BaseCY=360
                OutputCX=640
                OutputCY=360
                FPSCommon=30
                """.formatted(x264.isEmpty() ? "Simple" : "Advanced"));
        Files.writeString(
                profile.resolve("streamEncoder.json"),
                new JsonObject()
                        .put("rate_control", "CBR")
                        .put("bitrate", 1500)
                        .put("preset", "ultrafast")
                        .mergeIn(x264)
                        .encode());
        JsonObject service = new JsonObject()
                .put("type", "rtmp_custom")
                .put(
                        "settings",
                        new JsonObject()
                                .put("server", server)
                                .put("key", key)
                                .put("use_auth", false)
                                .put("bwtest", false));
        Files.writeString(profile.resolve("service.json"), service.encode());
        Files.writeString(scenes.resolve(NAME + ".json"), scene(clip).encode());
    }

    private static JsonObject scene(Path clip) {
        JsonObject media = new JsonObject()
                .put("id", "ffmpeg_source")
                .put("versioned_id", "ffmpeg_source")
                .put("name", "Clip")
                .put("mixers", 255)
                .put("volume", 1.0)
                .put(
                        "settings",
                        new JsonObject()
                                .put("is_local_file", true)
                                .put("local_file", clip.toString())
                                .put("looping", true)
                                .put("restart_on_activate", false));
        JsonObject item = new JsonObject()
                .put("name", "Clip")
                .put("id", 1)
                .put("visible", true)
                .put("pos", new JsonObject().put("x", 0.0).put("y", 0.0))
                .put("scale", new JsonObject().put("x", 2.0).put("y", 2.0));
        JsonObject scene = new JsonObject()
                .put("id", "scene")
                .put("name", "Scene")
                .put(
                        "settings",
                        new JsonObject().put("items", new JsonArray().add(item)).put("id_counter", 1));
        return new JsonObject()
                .put("name", NAME)
                .put("current_scene", "Scene")
                .put("current_program_scene", "Scene")
                .put("scene_order", new JsonArray().add(new JsonObject().put("name", "Scene")))
                .put("sources", new JsonArray().add(media).add(scene));
    }
}
