package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.AdminApi;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `footlight serve` as a process of its own, on ports of its own, with its data in `data` below a folder.
public final class RunningProgram implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final Path log;

    private RunningProgram(Path folder, Process process, Path log) {
        this.folder = folder;
        this.process = process;
        this.log = log;
    }

    /// Returns once it is ready.
    public static RunningProgram serve(Path folder, String... settings) throws Exception {
        Path log = Files.createTempFile(folder, "serve", ".log");
        Files.deleteIfExists(folder.resolve("data/server.url"));
        Process process = command(folder, List.of("serve"), List.of(settings))
                .redirectError(log.toFile())
                .start();
        RunningProgram running = new RunningProgram(folder, process, log);
        Path address = folder.resolve("data/server.url");
        try {
            running.await(() -> Files.exists(address) && running.status("/readyz") == 200);
        } catch (AssertionError notReady) {
            running.close();
            throw notReady;
        }
        return running;
    }

    /// What another command of the program came to.
    ///
    /// @param words its standard output and error
    public record Ended(int status, String words) {}

    /// Runs a command to its end, on the same folder.
    public static Ended command(Path folder, String... words) throws IOException, InterruptedException {
        Process process = command(folder, List.of(words), List.of())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said.strip());
    }

    private static ProcessBuilder command(Path folder, List<String> words, List<String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(words);
        command.addAll(List.of(
                "--http.host=127.0.0.1",
                "--http.port=0",
                "--rtmp.port=0",
                "--srt.port=0",
                "--data.dir=" + folder.resolve("data")));
        command.addAll(settings);
        return new ProcessBuilder(command);
    }

    /// Makes a show; its id, and `rtmp` and `key` for its encoder.
    public JsonObject makeShow(String title) throws IOException, InterruptedException {
        JsonObject form = new JsonObject().put("title", title);
        String id = api("POST", "/channels/default/shows", form.encode()).getString("id");
        return api("GET", "/shows/" + id + "/ingest", "").put("id", id);
    }

    /// What the API answers to `footlight admin` at a path below `/api/v1`.
    public JsonObject api(String method, String path, String json) throws IOException, InterruptedException {
        return new AdminApi(folder.resolve("data")).ask(method, path, json);
    }

    /// 0 when nobody answers.
    public int status(String path) throws IOException, InterruptedException {
        URI server =
                URI.create(Files.readString(folder.resolve("data/server.url")).strip());
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /// What it said on its standard error so far.
    public String words() throws IOException {
        return Files.readString(log);
    }

    public interface Fact {
        boolean holds() throws IOException, InterruptedException;
    }

    public void await(Fact fact) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(90);
        while (!fact.holds()) {
            assertThat(Instant.now()).as(words()).isBefore(end);
            assertThat(process.waitFor(100, TimeUnit.MILLISECONDS))
                    .as("ended early: %s", words())
                    .isFalse();
        }
    }

    @Override
    public void close() {
        process.destroy();
        CompletableFuture<Process> gone = process.onExit();
        gone.completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
