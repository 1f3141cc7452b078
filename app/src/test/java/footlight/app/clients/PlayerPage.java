package footlight.app.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import footlight.app.running.Run;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A site of its own that serves the page with a script player, and hears what the page has seen.
final class PlayerPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final HttpServer site;
    private final Path players;
    private final CompletableFuture<JsonObject> seen = new CompletableFuture<>();

    private PlayerPage(HttpServer site, Path players) {
        this.site = site;
        this.players = players;
    }

    static PlayerPage open(Players players) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PlayerPage page = new PlayerPage(site, players.folder());
        site.createContext("/", page::answer);
        site.start();
        return page;
    }

    String address(String engine, String url, int seconds, boolean low) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + "/player.html?engine=" + engine + "&seconds="
                + seconds + (low ? "&low=" : "") + "&url=" + URLEncoder.encode(url, UTF_8);
    }

    /// What the page in `browser` tells, when its time is over.
    JsonObject seen(Run browser) throws Exception {
        try {
            return seen.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new AssertionError("the page told nothing" + browser.lastWords(), silent);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/player.html" -> send(exchange, "text/html; charset=utf-8", page());
                case "/seen" -> {
                    seen.complete(
                            new JsonObject(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                    send(exchange, "text/plain", new byte[0]);
                }
                default -> {
                    Path file =
                            players.resolve(path.replaceFirst("^/players/", "")).normalize();
                    if (path.startsWith("/players/") && file.startsWith(players) && Files.isRegularFile(file))
                        send(exchange, "text/javascript; charset=utf-8", Files.readAllBytes(file));
                    else exchange.sendResponseHeaders(404, -1);
                }
            }
        }
    }

    private static byte[] page() throws IOException {
        try (InputStream page = PlayerPage.class.getResourceAsStream("/clients/player.html")) {
            return Objects.requireNonNull(page).readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        site.stop(0);
    }
}
