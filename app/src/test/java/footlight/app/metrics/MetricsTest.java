package footlight.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.RunningProgram;
import footlight.testkit.Programs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The numbers of a whole server.
class MetricsTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
                        "\njvm_memory_used_bytes{area=\"heap\"} ",
                        "\njvm_gc_collection_seconds_count{",
                        "\nfootlight_log_lines_total{level=\"error\"} 0\n");
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
