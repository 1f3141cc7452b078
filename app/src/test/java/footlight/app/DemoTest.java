package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.programs.FfmpegProgram;
import footlight.app.programs.ProgramCache;
import footlight.testkit.ClockBlocksReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole program as its own process, on ports of its own: what `footlight demo` promises, seen from outside.
@Timeout(180)
class DemoTest {
    private static final FfmpegProgram FFMPEG = FfmpegProgram.of(
            Optional.empty(),
            ProgramCache.of(System.getenv(), Path.of("target", "programs").toAbsolutePath()));

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }

    @Test
    void theDemoIsLiveAtOnceAndItsPictureTellsADelayOfLessThanThreeSeconds() throws Exception {
        Process demo = program("demo", "--json");
        JsonObject show = firstLine(demo);
        assertThat(show.fieldNames()).contains("watch", "rtmp", "key", "rtmpPlay", "flv", "wsflv", "hls");
        assertThat(status(show.getString("watch"))).isEqualTo(200);

        // Live media has begun once the address answers with its head.
        await(demo, () -> status(show.getString("flv"), "HEAD") == 200);
        assertThat(arguments(demo)).contains("libx264").doesNotContain(show.getString("key"));
        assertThat(leastDelay(show.getString("flv"))).isBetween(Duration.ZERO, Duration.ofSeconds(3));

        long begin = System.nanoTime();
        demo.destroy();
        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        assertThat(demo.exitValue()).isEqualTo(143);
        assertThat(folder.resolve("data/database/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void aDemoThatStartsAnewEndsTheShowOfTheOneBefore() throws Exception {
        Process killed = program("demo", "--json");
        JsonObject former = firstLine(killed);
        await(killed, () -> status(former.getString("flv"), "HEAD") == 200);
        killed.destroyForcibly().waitFor();

        JsonObject next = firstLine(program("demo", "--json"));
        assertThat(phase(former)).isEqualTo("ended");
        assertThat(phase(next)).isNotEqualTo("ended");
    }

    private String phase(JsonObject show) throws Exception {
        URI server =
                URI.create(Files.readString(folder.resolve("data/server.url")).strip());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/shows/" + show.getString("id")))
                    .build();
            return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .getString("phase");
        }
    }

    @Test
    void aShowThatWasMadeOutlivesAKilledServer() throws Exception {
        Process killed = program("serve");
        awaitReady(killed);
        JsonObject made = firstLine(program("admin", "show", "create", "--title", "Kept", "--json"));
        killed.destroyForcibly().waitFor();

        awaitReady(program("serve"));
        String page = "/s/" + made.getString("id");
        URI server =
                URI.create(Files.readString(folder.resolve("data/server.url")).strip());
        assertThat(status(server.resolve(page).toString())).isEqualTo(200);
    }

    /// Plays for four seconds, two pictures a second into files; each file's time less the moment in its picture. The
    /// least of them: a player that this machine is too busy for is late by itself.
    private Duration leastDelay(String flv) throws Exception {
        String play = "-loglevel error -y -fflags nobuffer -an -i " + flv + " -t 4 -vf fps=2 ";
        Process player = FFMPEG.command(List.of((play + folder.resolve("%d.png")).split(" ")))
                .inheritIO()
                .start();
        started.add(player);
        assertThat(player.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Duration least = Duration.ofDays(1);
        int misread = 0;
        for (int i = 1; Files.exists(folder.resolve(i + ".png")); i++) {
            Path picture = folder.resolve(i + ".png");
            Instant shown = Files.getLastModifiedTime(picture).toInstant();
            OptionalLong drawn = ClockBlocksReader.read(picture, shown);
            assertThat(drawn).as("picture %d", i).isPresent();
            Duration delay = Duration.between(Instant.ofEpochMilli(drawn.getAsLong()), shown);
            // The row's check is of four bits: what is hours off is a picture that was read wrongly.
            if (delay.abs().compareTo(Duration.ofHours(1)) > 0) misread++;
            else if (delay.compareTo(least) < 0) least = delay;
        }
        assertThat(misread).as("pictures that were read wrongly").isLessThan(2);
        return least;
    }

    /// What everybody on the machine can read of the processes that it started.
    private static String arguments(Process parent) throws IOException {
        StringBuilder all = new StringBuilder();
        for (ProcessHandle child : parent.descendants().toList()) {
            Path arguments = Path.of("/proc", Long.toString(child.pid()), "cmdline");
            if (Files.exists(arguments)) all.append(Files.readString(arguments)).append('\n');
        }
        return all.toString();
    }

    private Process program(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of(
                "--http.host=127.0.0.1",
                "--http.port=0",
                "--rtmp.port=0",
                "--srt.port=0",
                "--data.dir=" + folder.resolve("data")));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static JsonObject firstLine(Process process) throws IOException {
        String line = process.inputReader().readLine();
        assertThat(line).as("a line of JSON").isNotNull();
        return new JsonObject(line);
    }

    private void awaitReady(Process server) throws Exception {
        Path address = folder.resolve("data/server.url");
        await(
                server,
                () -> Files.exists(address) && status(Files.readString(address).strip() + "/readyz") == 200);
    }

    private interface Fact {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Process server, Fact fact) throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        while (!fact.holds()) {
            assertThat(Instant.now()).as("waited long enough").isBefore(end);
            assertThat(server.waitFor(100, TimeUnit.MILLISECONDS))
                    .as("the server ended early")
                    .isFalse();
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        return status(url, "GET");
    }

    private static int status(String url, String method) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0; // The answer to the question, not a fault.
        }
    }
}
