package footlight.app.clients;

import footlight.app.running.Run;
import footlight.testkit.Programs;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The script players of `testkit/players`, installed below `testkit/target` by their lock file when that has changed.
record Players(Path folder) {
    private static final Path RECIPE = Path.of("..", "testkit", "players");
    private static final Path PLACE = Path.of("..", "testkit", "target", "players");

    static Players installed() throws Exception {
        Path npm = Programs.need("npm", "npm");
        Path lock = PLACE.resolve("package-lock.json");
        Path wanted = RECIPE.resolve("package-lock.json");
        Path modules = PLACE.resolve("node_modules");
        if (Files.isDirectory(modules) && Files.exists(lock) && Files.mismatch(lock, wanted) < 0)
            return new Players(modules);
        Files.createDirectories(PLACE);
        Files.writeString(PLACE.resolve("package.json"), Files.readString(RECIPE.resolve("package.json")));
        Files.deleteIfExists(lock);
        Files.writeString(lock, Files.readString(wanted));
        try (Run install = Run.start(
                new ProcessBuilder(List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                        .directory(PLACE.toFile()))) {
            if (install.end(Duration.ofMinutes(3)) != 0) {
                Files.delete(lock);
                throw new IOException("the players cannot be installed" + install.lastWords());
            }
        }
        return new Players(modules);
    }

    /// A player's name with its version.
    String named(String player) throws IOException {
        JsonObject about =
                new JsonObject(Files.readString(folder.resolve(player).resolve("package.json")));
        return player + " " + about.getString("version");
    }
}
