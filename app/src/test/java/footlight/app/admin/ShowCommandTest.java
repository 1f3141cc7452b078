package footlight.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command against a server that answers as `footlight.yaml` says.
class ShowCommandTest {
    @TempDir
    Path dataDir;

    private final List<String> asked = new ArrayList<>();
    private final HttpServer server;

    ShowCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() throws IOException {
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(
                dataDir.resolve("server.url"),
                "http://127.0.0.1:" + server.getAddress().getPort() + "\n");
        Files.writeString(dataDir.resolve("admin.token"), "let-me-in\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void printsOneLineOfJsonWithEveryAddress() {
        ShowAddresses show = ShowCommand.create(dataDir, "Tap night", true);
        String line = show.printed(true);
        assertThat(line).doesNotContain("\n");
        JsonObject fields = new JsonObject(line);
        assertThat(fields.fieldNames()).contains("watch", "rtmp", "key", "rtmpPlay", "flv", "wsflv", "hls");
        assertThat(fields.getString("srt")).isEqualTo("srt://h:8890?streamid=sk_secret");
        assertThat(fields.getString("watch")).isEqualTo("http://h/s/abc");
        assertThat(fields.getString("studio")).isEqualTo("http://h/studio/abc");
        assertThat(show.publishUrl()).isEqualTo("rtmp://h/live/sk_secret");
        assertThat(show.toString()).doesNotContain("sk_secret");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/channels/default/shows {\"title\":\"Tap night\",\"autoStart\":true}",
                        "GET /api/v1/shows/abc/ingest ",
                        "GET /api/v1/shows/abc/playback ");
    }

    @Test
    void aWrongTokenIsToldInTheServersWords() throws IOException {
        Files.writeString(dataDir.resolve("admin.token"), "old");
        assertThatThrownBy(() -> ShowCommand.create(dataDir, "x", true))
                .isInstanceOf(AdminRefused.class)
                .hasMessage("The server refused: This token is not the one.");
    }

    @Test
    void aFolderThatNoServerRunsOnIsToldAsSuch() throws IOException {
        Files.delete(dataDir.resolve("server.url"));
        assertThatThrownBy(() -> ShowCommand.create(dataDir, "x", true))
                .isInstanceOf(AdminRefused.class)
                .hasMessageContaining("No Footlight runs on data.dir");
    }

    @Test
    void aServerThatWasKilledIsToldAsSuch() {
        server.stop(0);
        assertThatThrownBy(() -> ShowCommand.create(dataDir, "x", true))
                .isInstanceOf(AdminRefused.class)
                .hasMessageContaining("does not answer");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            boolean known =
                    "Bearer let-me-in".equals(exchange.getRequestHeaders().getFirst("authorization"));
            String answer = !known
                    ? "{\"title\":\"No\",\"detail\":\"This token is not the one.\"}"
                    : switch (exchange.getRequestURI().getPath()) {
                        case "/api/v1/channels/default/shows" -> "{\"id\":\"abc\",\"title\":\"Tap night\"}";
                        case "/api/v1/shows/abc/ingest" ->
                            "{\"rtmp\":\"rtmp://h/live\",\"key\":\"sk_secret\",\"srt\":\"srt://h:8890?streamid=sk_secret\"}";
                        default -> """
                            {"watch":"http://h/s/abc","flv":"http://h/live/x.flv","wsflv":"ws://h/live/x.flv",
                            "hls":"http://h/live/x/index.m3u8","rtmpPlay":"rtmp://h/play/x"}""";
                    };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
