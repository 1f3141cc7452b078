package footlight.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.RunningProgram;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The numbers of a whole server.
class MetricsTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Path DEPLOY = Path.of("../deploy");

    @TempDir
    static Path folder;

    private static RunningProgram server;

    @BeforeAll
    static void serve() throws Exception {
        server = RunningProgram.serve(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void prometheusFindsNothingToComplainOf() throws Exception {
        String promtool = Programs.need("promtool", "prometheus").toString();
        Process check = new ProcessBuilder(promtool, "check", "metrics")
                .redirectErrorStream(true)
                .start();
        check.getOutputStream().write(ask("/metrics").body().getBytes(StandardCharsets.UTF_8));
        check.getOutputStream().close();
        String words = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(words).isZero();
        assertThat(words).isEmpty();
    }

    @Test
    void thereIsANumberForEachPartOfTheServer() throws Exception {
        HttpResponse<String> answer = ask("/metrics");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body())
                .contains(
                        "\nfootlight_database_up 1\n",
                        "\nfootlight_streams 0\n",
                        "\nfootlight_viewers{protocol=\"hls\"} 0\n",
                        "\nfootlight_event_loop_delay_seconds_count ",
                        "\nfootlight_media_memory_limit_bytes ",
                        "\nfootlight_sessions 0\n",
                        "\nfootlight_shows ",
                        "\nfootlight_letters_waiting 0\n",
                        "\nfootlight_letters_given_up_total 0\n",
                        "\nfootlight_webhook_deliveries_waiting 0\n",
                        "\nfootlight_webhook_attempts_failed_total 0\n",
                        "\njvm_memory_used_bytes{area=\"heap\"} ",
                        "\njvm_gc_collection_seconds_count{",
                        "\nfootlight_log_lines_total{level=\"error\"} 0\n");
    }

    /// A number that was renamed leaves an empty panel, or an alarm that never comes.
    @Test
    void theDashboardAndTheAlarmsAskForNumbersThatAreThere() throws Exception {
        ask("/api/v1/session");
        String numbers = ask("/metrics").body();
        Set<String> there = numbers.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        JsonArray panels =
                new JsonObject(Files.readString(DEPLOY.resolve("grafana/footlight.json"))).getJsonArray("panels");
        String asked = Stream.concat(
                        Stream.of(Files.readString(DEPLOY.resolve("alerts.yml"))),
                        panels.stream()
                                .map(panel -> ((JsonObject) panel).getJsonArray("targets", new JsonArray()))
                                .flatMap(JsonArray::stream)
                                .map(target -> ((JsonObject) target).getString("expr")))
                .collect(Collectors.joining("\n"));
        Set<String> names = Pattern.compile("\\b(?:footlight|jvm|process)_[a-z0-9_]+")
                .matcher(asked)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(names).hasSizeGreaterThan(35);
        assertThat(there).containsAll(names);
    }

    @Test
    void aRealPrometheusReadsThemAndTakesTheAlarms() throws Exception {
        Path prometheus = Programs.need("prometheus", "prometheus");
        URI site =
                URI.create(Files.readString(folder.resolve("data/server.url")).strip());
        Path here = Files.createDirectories(folder.resolve("prometheus"));
        Files.copy(DEPLOY.resolve("alerts.yml"), here.resolve("alerts.yml"));
        String example = Files.readString(DEPLOY.resolve("prometheus.yml"));
        assertThat(example).contains("127.0.0.1:8080", "15s");
        Files.writeString(
                here.resolve("prometheus.yml"),
                example.replace("127.0.0.1:8080", site.getRawAuthority()).replace("15s", "1s"));
        int port = freePort();
        try (Run run = Run.start(List.of(
                prometheus.toString(),
                "--config.file=" + here.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + here.resolve("kept"),
                "--web.listen-address=127.0.0.1:" + port))) {
            String api = "http://127.0.0.1:" + port + "/api/v1/";
            server.await(() -> asked(api + "query?query=footlight_database_up%7Bjob%3D%22footlight%22%7D")
                    .contains("\"1\"]"));
            assertThat(asked(api + "query?query=footlight_build_info")).contains("\"version\"");
            JsonObject target = new JsonObject(asked(api + "targets"))
                    .getJsonObject("data")
                    .getJsonArray("activeTargets")
                    .getJsonObject(0);
            assertThat(target.getString("lastError")).isEmpty();
            assertThat(target.getString("health")).isEqualTo("up");
            assertThat(asked(api + "rules")).contains("FootlightLettersLate").doesNotContain("\"health\":\"err\"");
            assertThat(run.said("error")).as(run.lastWords()).isFalse();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket trial = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return trial.getLocalPort();
        }
    }

    /// Nothing while nobody answers.
    private static String asked(String address) throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        }
    }

    /// Else whoever asks for enough addresses fills the memory of who collects the numbers.
    @Test
    void whatStrangersAskForBecomesNoLabel() throws Exception {
        for (String path : new String[] {"/made-up-by-me", "/api/v1/made-up-by-me", "/live/made-up-by-me.flv"})
            ask(path);
        assertThat(ask("/metrics").body())
                .doesNotContain("made-up-by-me")
                .contains("footlight_http_requests_total{method=\"GET\",route=\"flv\",status=\"404\"}");
    }

    @Test
    void whoAsksThroughAProxyFindsNothing() throws Exception {
        assertThat(ask("/metrics", "x-forwarded-for", "203.0.113.9").statusCode())
                .isEqualTo(404);
        assertThat(ask("/metrics", "via", "1.1 proxy").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> ask(String path, String... headers) throws Exception {
        URI site =
                URI.create(Files.readString(folder.resolve("data/server.url")).strip());
        HttpRequest.Builder request = HttpRequest.newBuilder(site.resolve(path));
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
