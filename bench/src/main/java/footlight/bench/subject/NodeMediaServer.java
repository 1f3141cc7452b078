package footlight.bench.subject;

import footlight.bench.host.Child;
import footlight.bench.host.Home;
import footlight.bench.host.Ports;
import footlight.bench.host.Program;
import footlight.bench.load.Command;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// node-media-server at the version of `bench/peers/node-media-server`, installed below `bench/target` on
/// first use. It writes every message at once, so its merge window is none.
public record NodeMediaServer(Home home) implements Subject {
    private static final Duration START = Duration.ofSeconds(15);
    private static final String APP = "node_modules/node-media-server/bin/app.js";

    @Override
    public String name() {
        return "node-media-server";
    }

    @Override
    public List<Protocol> protocols() {
        return Protocol.STREAMING;
    }

    @Override
    public List<Flush> flushes() {
        return List.of(Flush.NONE);
    }

    @Override
    public Server start(Flush flush, Path folder) throws IOException {
        Path node = Program.need("node", "nodejs");
        Path installed = install();
        int rtmp = Ports.free();
        int http = Ports.free();
        Path settings = folder.resolve("settings.json");
        Files.writeString(settings, settings(rtmp, http).encodePrettily());

        var child = Child.start(
                name(),
                folder,
                Map.of("NODE_ENV", "production"),
                List.of(node.toString(), installed.resolve(APP).toString(), "-c", settings.toString()));
        String play = "127.0.0.1:" + http + "/live/clip.flv";
        String stream = "rtmp://127.0.0.1:" + rtmp + "/live/clip";
        var urls = Map.of(Protocol.HTTP_FLV, "http://" + play, Protocol.WS_FLV, "ws://" + play, Protocol.RTMP, stream);
        return new ChildServer(child, Optional.of(stream), urls).answering(http, START);
    }

    private Path install() throws IOException {
        Path npm = Program.need("npm", "npm");
        Path recipe = home.peers().resolve(name());
        Path place = Files.createDirectories(home.target().resolve("peers").resolve(name()));
        Path lock = place.resolve("package-lock.json");
        Path wanted = recipe.resolve("package-lock.json");
        if (Files.exists(place.resolve(APP)) && Files.exists(lock) && Files.mismatch(lock, wanted) < 0) return place;

        Files.writeString(place.resolve("package.json"), Files.readString(recipe.resolve("package.json")));
        Files.writeString(lock, Files.readString(wanted));
        Command.run(
                place, List.of(npm.toString(), "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"));
        return place;
    }

    private static JsonObject settings(int rtmp, int http) {
        return new JsonObject()
                .put("bind", "127.0.0.1")
                .put("store", new JsonObject().put("path", "./store"))
                .put("record", new JsonObject().put("auto", false).put("path", "./record"))
                .put("rtmp", new JsonObject().put("port", rtmp))
                .put("http", new JsonObject().put("port", http))
                .put("webadmin", new JsonObject().put("enable", false));
    }
}
