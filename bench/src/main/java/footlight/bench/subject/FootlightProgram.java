package footlight.bench.subject;

import footlight.bench.host.Child;
import footlight.bench.host.Home;
import footlight.bench.host.Jvm;
import footlight.bench.host.Ports;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Footlight as its own process, started as an operator starts it: by the launcher, or, where that is not
/// there, from the classes the bench itself runs on. `data` is its data folder, `more` settings besides by the names of
/// their environment variables.
public record FootlightProgram(Home home, Path data, int http, int rtmp, Flush flush, Map<String, String> more) {
    private static final int ASK_MS = 2000;

    public static FootlightProgram on(Home home, Path data, Flush flush) throws IOException {
        return new FootlightProgram(home, data, Ports.free(), Ports.free(), flush, Map.of());
    }

    public FootlightProgram with(Map<String, String> more) {
        return new FootlightProgram(home, data, http, rtmp, flush, more);
    }

    /// @param jvm options of its Java virtual machine
    public Child serve(Path folder, List<String> jvm) throws IOException {
        var environment = new HashMap<>(settings());
        if (!jvm.isEmpty()) environment.put("FOOTLIGHT_JAVA_OPTS", String.join(" ", jvm));
        return Child.start("footlight", folder, environment, command("serve"));
    }

    /// Makes a show on the running server; the answer has its addresses, `key` among them.
    public JsonObject createShow(Path folder) throws IOException {
        var builder = new ProcessBuilder(command("admin", "show", "create", "--title", "Bench", "--json"))
                .directory(folder.toFile())
                .redirectError(folder.resolve("admin.log").toFile());
        builder.environment().putAll(settings());
        Process process = builder.start();
        process.getOutputStream().close();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0)
                throw new IOException(
                        "no show was made: " + said + " " + Files.readString(folder.resolve("admin.log")));
            return new JsonObject(said.substring(Math.max(0, said.lastIndexOf('\n'))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a show was made", e);
        }
    }

    /// The status of an answer to GET; 0 when nothing answers yet.
    public int status(String path) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + http + path).toURL().openConnection();
            connection.setConnectTimeout(ASK_MS);
            connection.setReadTimeout(ASK_MS);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return 0; // The answer to the question, not a fault.
        }
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(Map.of(
                "FOOTLIGHT_HTTP_HOST", "127.0.0.1",
                "FOOTLIGHT_HTTP_PORT", Integer.toString(http),
                "FOOTLIGHT_RTMP_PORT", Integer.toString(rtmp),
                "FOOTLIGHT_DATA_DIR", data.toString(),
                "FOOTLIGHT_LIVE_FLUSH", flush.setting()));
        settings.putAll(more);
        return settings;
    }

    private List<String> command(String... words) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(home.launcher())) {
            command.add(home.launcher().toString());
        } else {
            command.addAll(Jvm.command("footlight.app.Main"));
        }
        command.addAll(List.of(words));
        return command;
    }
}
