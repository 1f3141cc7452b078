package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// OBS Studio under a virtual display, streaming a looping clip with sound to a "Custom…" server from its start on.
final class ObsStudio implements AutoCloseable {
    private static final String NAME = "Untitled";

    private final Run display;
    private final Run studio;

    private ObsStudio(Run display, Run studio) {
        this.display = display;
        this.studio = studio;
    }

    static String named() throws Exception {
        return ClientMatrix.named("OBS Studio", List.of(program().toString(), "--version"));
    }

    private static Path program() {
        return Programs.need("obs", "obs-studio");
    }

    /// @param home an empty folder for its settings
    static ObsStudio stream(Path home, String server, String key) throws Exception {
        Path obs = program();
        Path xvfb = Programs.need("Xvfb", "xvfb");
        settings(home.resolve(".config/obs-studio"), server, key, clip(home));
        // It chooses a free display and tells its number.
        Run display = Run.start(List.of(
                xvfb.toString(),
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
                "+extension",
                "GLX"));
        try {
            String number = display.await("display", line -> line.matches("[0-9]+"), Duration.ofSeconds(20))
                    .text();
            ProcessBuilder studio = new ProcessBuilder(
                    obs.toString(),
                    "--startstreaming",
                    "--minimize-to-tray",
                    "--disable-updater",
                    "--disable-missing-files-check",
                    "--multi",
                    "--profile",
                    NAME,
                    "--collection",
                    NAME);
            studio.environment().put("DISPLAY", ":" + number);
            studio.environment().put("HOME", home.toString());
            studio.environment().put("XDG_CONFIG_HOME", home.resolve(".config").toString());
            studio.environment().put("XDG_RUNTIME_DIR", home.toString());
            studio.environment().put("QT_QPA_PLATFORM", "xcb");
            studio.environment().put("LIBGL_ALWAYS_SOFTWARE", "1");
            return new ObsStudio(display, Run.start(studio));
        } catch (Exception | AssertionError cannot) {
            display.close();
            throw cannot;
        }
    }

    Run studio() {
        return studio;
    }

    private static Path clip(Path home) throws Exception {
        Path clip = Files.createDirectories(home).resolve("clip.mkv");
        List<String> arguments = new java.util.ArrayList<>(BundledFfmpeg.words(
                "-hide_banner -loglevel error -f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=f=440:r=48000"
                        + " -t 5 -c:v mpeg4 -q:v 3 -c:a pcm_s16le"));
        arguments.add(clip.toString());
        try (Run encoder = Run.start(BundledFfmpeg.command(arguments))) {
            if (encoder.end(Duration.ofSeconds(30)) != 0) throw new IOException("no clip" + encoder.lastWords());
        }
        return clip;
    }

    private static void settings(Path folder, String server, String key, Path clip) throws IOException {
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
                Mode=Simple
                [SimpleOutput]
                VBitrate=1500
                ABitrate=128
                StreamEncoder=x264
                Preset=ultrafast
                [Video]
                BaseCX=640
                BaseCY=360
                OutputCX=640
                OutputCY=360
                FPSCommon=30
                """);
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

    @Override
    public void close() {
        studio.close();
        display.close();
    }
}
