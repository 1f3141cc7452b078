package footlight.app.training;

import footlight.app.Footlight;
import footlight.app.programs.FfmpegProgram;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The run that an AOT cache is made from: a server on a folder of its own is started, asked for what people
/// ask first, takes and hands out some shows, and is ended. What was called often enough is compiled early from then
/// on, rather than beside somebody's first show. Run by the launcher after a build.
final class Training {
    private static final List<String> ASKED =
            List.of("/", "/healthz", "/readyz", "/api/v1/session", "/api/v1/shows", "/none");

    private static final int AT_MOST_MINUTES = 3;

    private Training() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        // A start without a cache is better than none.
        CompletableFuture.delayedExecutor(AT_MOST_MINUTES, TimeUnit.MINUTES)
                .execute(() -> Runtime.getRuntime().halt(1));
        Path dataDir = Files.createTempDirectory("footlight-training");
        try {
            List<String> settings = List.of(
                    "--http.host=127.0.0.1", "--http.port=0", "--rtmp.port=0", "--srt.port=0", "--data.dir=" + dataDir);
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            try (Footlight server = Footlight.open(
                    SettingsReader.read(settings, Map.of(), dataDir), System.getenv(), Clock.systemUTC())) {
                ask(http, server.address());
                rehearse(http, dataDir);
            }
        } finally {
            ProgramCache.delete(dataDir);
        }
        System.exit(0);
    }

    private static void ask(HttpClient http, URI server) throws IOException, InterruptedException {
        for (int round = 0; round < 5; round++) {
            for (String path : ASKED) {
                HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                        .header("accept", "text/html, application/json")
                        .build();
                http.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    /// Where there is no ffmpeg for this machine a start is fast all the same, and the first show a little dearer.
    private static void rehearse(HttpClient http, Path dataDir) throws IOException, InterruptedException {
        FfmpegProgram ffmpeg;
        try {
            ffmpeg = FfmpegProgram.of(Optional.empty(), ProgramCache.of(System.getenv(), dataDir.resolve("programs")));
        } catch (IllegalStateException missing) {
            System.err.println("no rehearsal: " + missing.getMessage());
            return;
        }
        new Rehearsal(http, ffmpeg, dataDir).run();
    }
}
