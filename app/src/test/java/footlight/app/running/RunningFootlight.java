package footlight.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.Main;
import footlight.app.admin.ShowAddresses;
import footlight.app.admin.ShowCommand;
import footlight.testkit.SelfSigned;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A whole server as a process of its own, with TLS and its buffers watched. At its end its log must be clean.
public final class RunningFootlight implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path folder;
    private final Path log;
    private final Process process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    public final int httpsPort;
    public final int rtmpsPort;

    /// Which buffers Netty's leak detector follows.
    public enum Watched {
        /// With all that happens to it, which costs far more than to serve.
        EVERY_BUFFER("paranoid"),
        /// One of 128: for crowds. What is lost again and again is found all the same.
        SOME_BUFFERS("simple");

        private final String level;

        Watched(String level) {
            this.level = level;
        }
    }

    private RunningFootlight(Path folder, Watched watched, Map<String, String> environment, List<String> more)
            throws Exception {
        this.folder = Files.createDirectories(folder);
        log = folder.resolve("server.log");
        httpsPort = freePort();
        rtmpsPort = freePort();
        SelfSigned.ec(1).writeTo(certificate(), folder.resolve("key.pem"));
        ProcessBuilder builder = new ProcessBuilder(command(watched, more))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /// Blocks until it is ready.
    ///
    /// @param more settings, as flags
    public static RunningFootlight open(Path folder, String... more) throws Exception {
        return open(folder, Map.of(), more);
    }

    /// The same, with fewer buffers watched.
    public static RunningFootlight open(Path folder, Watched watched, String... more) throws Exception {
        return open(folder, watched, Map.of(), List.of(more));
    }

    /// The same, with more variables in its environment.
    public static RunningFootlight open(Path folder, Map<String, String> environment, String... more) throws Exception {
        return open(folder, Watched.EVERY_BUFFER, environment, List.of(more));
    }

    private static RunningFootlight open(
            Path folder, Watched watched, Map<String, String> environment, List<String> more) throws Exception {
        RunningFootlight server = new RunningFootlight(folder, watched, environment, more);
        server.awaitReady();
        return server;
    }

    private List<String> command(Watched watched, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:NativeMemoryTracking=summary",
                "-Dio.netty.leakDetection.level=" + watched.level,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--http.host=127.0.0.1",
                "--http.port=0",
                "--rtmp.port=0",
                "--srt.port=0",
                "--https.port=" + httpsPort,
                "--rtmps.port=" + rtmpsPort,
                "--tls.cert=" + certificate(),
                "--tls.key=" + folder.resolve("key.pem"),
                "--data.dir=" + folder.resolve("data")));
        command.addAll(more);
        return command;
    }

    /// Below the range that the kernel gives to connections.
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 19_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The answer to the question, not a fault: try another.
            }
        }
    }

    /// The certificate for `localhost` and 127.0.0.1, which nobody trusts unless told to.
    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    public long pid() {
        return process.pid();
    }

    public Path dataFolder() {
        return folder.resolve("data");
    }

    /// A show that is live as soon as its encoder comes.
    public ShowAddresses show(String title) {
        return ShowCommand.create(dataFolder(), title, true);
    }

    /// What `GET /api/v1/shows/ID/encoder` tells of that show's encoder.
    public JsonObject encoder(ShowAddresses show) throws IOException, InterruptedException {
        return new AdminApi(dataFolder()).ask("GET", "/shows/" + show.id() + "/encoder", "");
    }

    /// Where an encoder sends that show by TLS: the server's address alone.
    public String rtmps() {
        return "rtmps://localhost:" + rtmpsPort + "/live";
    }

    /// Waits until something is being sent to the show.
    public void awaitMedia(ShowAddresses show) throws Exception {
        await("media of " + show.title(), Duration.ofSeconds(30), () -> status("HEAD", show.flv()) == 200);
    }

    private void awaitReady() throws Exception {
        Path address = dataFolder().resolve("server.url");
        await(
                "start",
                START,
                () -> Files.exists(address)
                        && status("GET", Files.readString(address).strip() + "/readyz") == 200);
    }

    public interface Fact {
        boolean holds() throws Exception;
    }

    public void await(String what, Duration most, Fact fact) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!fact.holds()) {
            assertThat(System.nanoTime())
                    .as("no %s in %d s; see %s", what, most.toSeconds(), log)
                    .isLessThan(end);
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("the server ended; see " + log)
                    .isFalse();
        }
    }

    public int status(String method, String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0; // The answer to the question, not a fault.
        }
    }

    /// What the API tells the operator, as it stands.
    public String told(String path) throws IOException, InterruptedException {
        URI api =
                URI.create(Files.readString(dataFolder().resolve("server.url")).strip() + "/api/v1" + path);
        HttpRequest request = HttpRequest.newBuilder(api)
                .header(
                        "authorization",
                        "Bearer "
                                + Files.readString(dataFolder().resolve("admin.token"))
                                        .strip())
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public String logged() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        process.destroy();
        boolean ended = Run.ends(process, STOP);
        if (!ended) process.destroyForcibly();
        assertThat(ended).as("the server ends when it is asked to; see " + log).isTrue();
        assertThat(logged().lines().filter(line -> line.contains("LEAK") || line.contains(" ERROR ")))
                .as("leaks and errors in " + log)
                .isEmpty();
    }
}
