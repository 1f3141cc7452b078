package footlight.app;

import footlight.app.programs.ProgramCache;
import footlight.app.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The run that an AOT cache is made from: a server on a folder of its own is started, asked for what people
/// ask first, and ended. Run by the launcher after a build.
final class Training {
    private static final List<String> ASKED =
            List.of("/", "/healthz", "/readyz", "/api/v1/session", "/api/v1/shows", "/none");

    private Training() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Path dataDir = Files.createTempDirectory("footlight-training");
        try {
            List<String> settings = List.of(
                    "--http.host=127.0.0.1", "--http.port=0", "--rtmp.port=0", "--srt.port=0", "--data.dir=" + dataDir);
            try (Footlight server = Footlight.open(
                    SettingsReader.read(settings, Map.of(), dataDir), System.getenv(), Clock.systemUTC())) {
                ask(server.address());
            }
        } finally {
            ProgramCache.delete(dataDir);
        }
        System.exit(0);
    }

    private static void ask(URI server) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int round = 0; round < 5; round++) {
                for (String path : ASKED) {
                    HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                            .header("accept", "text/html, application/json")
                            .build();
                    http.send(request, HttpResponse.BodyHandlers.discarding());
                }
            }
        }
    }
}
