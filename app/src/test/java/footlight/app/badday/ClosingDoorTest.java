package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.AdminApi;
import footlight.app.running.RunningFootlight;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A pass is taken back in the middle of a show, by every way out of a whole server: with a stopwatch. And every route
/// that gives media is asked with passes of every kind, carried in every way.
@Timeout(240)
final class ClosingDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOPWATCH = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private static RunningFootlight server;
    private static AdminApi api;
    private static ShowAddresses show;
    private static Broadcast broadcast;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeAll
    static void aPrivateShowIsOn() throws Exception {
        server = RunningFootlight.open(folder);
        api = new AdminApi(server.dataFolder());
        show = server.show("Behind a door");
        broadcast = Broadcast.begin(show, 500_000);
        server.awaitMedia(show);
        api.ask("PATCH", "/shows/" + show.id(), "{\"visibility\":\"private\"}");
        server.await("the playlist", PATIENCE, () -> status(made().getString("hls")) == 200);
    }

    @AfterAll
    static void close() throws Exception {
        broadcast.close();
        HTTP.shutdownNow();
        server.close();
    }

    private static JsonObject made() throws IOException, InterruptedException {
        return made(new JsonObject().put("userId", "viewer"));
    }

    private static JsonObject made(JsonObject form) throws IOException, InterruptedException {
        JsonObject pass = api.ask("POST", "/shows/" + show.id() + "/passes", form.encode());
        assertThat(pass.getString("pass")).as(pass.encode()).isNotNull();
        return pass;
    }

    private static void revoke(JsonObject pass) throws IOException, InterruptedException {
        try {
            api.ask("DELETE", "/shows/" + show.id() + "/passes/" + pass.getString("id"), "");
        } catch (io.vertx.core.json.DecodeException nothing) {
            // 204 has no body.
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /// Takes the pass back and waits until `closed` holds.
    private static void closes(String way, JsonObject pass, RunningFootlight.Fact closed) throws Exception {
        long begin = System.nanoTime();
        revoke(pass);
        server.await("end of " + way, PATIENCE, closed);
        long took = System.nanoTime() - begin;
        System.out.printf("%s closed after %d ms%n", way, TimeUnit.NANOSECONDS.toMillis(took));
        assertThat(Duration.ofNanos(took)).as(way).isLessThanOrEqualTo(STOPWATCH);
    }

    @Test
    void httpFlvCloses() throws Exception {
        JsonObject pass = made();
        try (Watcher watcher = Watcher.of(under(pass, ".flv"));
                Watcher other = Watcher.of(under(made(), ".flv"))) {
            server.await("pictures", PATIENCE, () -> watcher.came().pictures() > 10);
            closes("HTTP-FLV", pass, () -> watcher.came().ended());
            long then = other.came().pictures();
            server.await(
                    "the other viewer's picture", PATIENCE, () -> other.came().pictures() > then + 25);
        }
    }

    @Test
    void webSocketFlvCloses() throws Exception {
        JsonObject pass = made();
        AtomicLong bytes = new AtomicLong();
        CompletableFuture<String> over = new CompletableFuture<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(pass.getString("wsflv")), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
                        bytes.addAndGet(data.remaining());
                        from.request(1);
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                        over.complete(code + " " + reason);
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public void onError(WebSocket from, Throwable error) {
                        over.complete("error " + error);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        server.await("media", PATIENCE, () -> bytes.get() > 50_000);
        closes("WebSocket-FLV", pass, over::isDone);
        socket.abort();
    }

    @Test
    void rtmpPlayCloses() throws Exception {
        JsonObject pass = made();
        try (RtmpPlayer player = RtmpPlayer.play(pass.getString("rtmpPlay"))) {
            server.await("media", PATIENCE, () -> player.bytes() > 50_000);
            closes("RTMP play", pass, player::ended);
        }
    }

    @Test
    void aRequestThatWaitsForTheStreamIsAnswered() throws Exception {
        JsonObject pass = made();
        String list = under(pass, "/main.m3u8");
        Matcher sequence = Pattern.compile("#EXT-X-MEDIA-SEQUENCE:(\\d+)").matcher(text(list));
        assertThat(sequence.find()).isTrue();
        long segments =
                text(list).lines().filter(line -> line.startsWith("#EXTINF")).count();
        // Two ahead: longer away than the stopwatch runs.
        long ahead = Long.parseLong(sequence.group(1)) + segments + 1;
        CompletableFuture<HttpResponse<String>> waiting = HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(list + "?_HLS_msn=" + ahead)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(waiting.isDone()).isFalse();
        closes("blocked LL-HLS", pass, waiting::isDone);
        assertThat(waiting.get().statusCode()).as(waiting.get().body()).isEqualTo(403);
    }

    @Test
    void theNextRequestOfHlsIsRefused() throws Exception {
        JsonObject pass = made();
        String list = under(pass, "/main.m3u8");
        String segment = under(pass, "/" + segment(list));
        assertThat(status(segment)).isEqualTo(200);
        closes("HLS", pass, () -> status(list) == 403 && status(segment) == 403);
    }

    @Test
    void whoIsShutOutSeesNoMore() throws Exception {
        ShowAddresses open = server.show("Open to everybody");
        try (Broadcast here = Broadcast.begin(open, 500_000)) {
            server.awaitMedia(open);
            Matcher token =
                    Pattern.compile("/setup\\?token=(\\S+)").matcher(Files.readString(folder.resolve("server.log")));
            assertThat(token.find()).isTrue();
            api.ask(
                    "POST",
                    "/setup",
                    new JsonObject()
                            .put("token", token.group(1))
                            .put("name", "Ada")
                            .put("email", "ada@example.org")
                            .put("password", "three blue lamps on stage")
                            .encode());
            JsonObject made =
                    api.ask("POST", "/admin/accounts", "{\"email\":\"troll@example.org\",\"name\":\"Troll\"}");
            String link = made.getString("link");
            String site = link.substring(0, link.indexOf("/account/"));
            HttpResponse<String> entered = HTTP.send(
                    posted(
                                    site + "/api/v1/accounts/reset",
                                    new JsonObject()
                                            .put("token", link.substring(link.indexOf('#') + 1))
                                            .put("password", "nine grey doves at dusk"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String cookie = entered.headers().firstValue("set-cookie").orElseThrow();
            HttpResponse<String> letIn = HTTP.send(
                    posted(site + "/api/v1/shows/" + open.id() + "/door", new JsonObject())
                            .header("cookie", cookie.substring(0, cookie.indexOf(';')))
                            .header("x-csrf-token", new JsonObject(entered.body()).getString("csrfToken"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String pass = new JsonObject(letIn.body()).getString("pass");
            assertThat(pass).as(letIn.body()).isNotNull();
            String media = "/m/" + pass + URI.create(open.flv()).getPath();
            try (Watcher watcher =
                            Watcher.of(URI.create(open.flv()).resolve(media).toString());
                    Watcher other = Watcher.of(open.flv())) {
                server.await("pictures", PATIENCE, () -> watcher.came().pictures() > 10);
                assertThat(here.sent()).isPositive();
                long begin = System.nanoTime();
                String id = made.getJsonObject("account").getString("id");
                JsonObject shut = api.ask("PATCH", "/admin/accounts/" + id, "{\"disabled\":true}");
                assertThat(shut.getBoolean("disabled")).as(shut.encode()).isTrue();
                server.await("the end", PATIENCE, () -> watcher.came().ended());
                long took = System.nanoTime() - begin;
                assertThat(Duration.ofNanos(took)).isLessThanOrEqualTo(STOPWATCH);
                long then = other.came().pictures();
                server.await("the others' picture", PATIENCE, () -> other.came().pictures() > then + 25);
            }
        }
    }

    private static HttpRequest.Builder posted(String url, JsonObject form) {
        URI address = URI.create(url);
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .header("origin", address.getScheme() + "://" + address.getRawAuthority())
                .POST(HttpRequest.BodyPublishers.ofString(form.encode()));
    }

    @Test
    void thePasswordOfAnOpenShowClosesWhoCameWithoutOne() throws Exception {
        ShowAddresses open = server.show("Open for now");
        try (Broadcast here = Broadcast.begin(open, 500_000)) {
            server.awaitMedia(open);
            try (Watcher watcher = Watcher.of(open.flv());
                    RtmpPlayer player = RtmpPlayer.play(open.rtmpPlay())) {
                server.await("pictures", PATIENCE, () -> watcher.came().pictures() > 10 && player.bytes() > 20_000);
                assertThat(here.sent()).isPositive();
                long begin = System.nanoTime();
                api.ask("PUT", "/shows/" + open.id() + "/password", "{\"password\":\"open sesame\"}");
                server.await("the end", PATIENCE, () -> watcher.came().ended() && player.ended());
                // The password's hash takes its time before anything is decided.
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThanOrEqualTo(STOPWATCH.plusSeconds(1));
                assertThat(status(open.flv())).isEqualTo(401);
            }
        }
    }

    @Test
    void oneViewerCountsOnceHoweverTheyWatch() throws Exception {
        JsonObject pass = made();
        try (Watcher flv = Watcher.of(under(pass, ".flv"));
                Watcher again = Watcher.of(under(pass, ".flv"));
                RtmpPlayer rtmp = RtmpPlayer.play(pass.getString("rtmpPlay"))) {
            String list = under(pass, "/main.m3u8");
            assertThat(status(under(pass, "/" + segment(list)))).isEqualTo(200);
            server.await(
                    "media",
                    PATIENCE,
                    () -> flv.came().pictures() > 0 && again.came().pictures() > 0 && rtmp.bytes() > 20_000);
            // HLS viewers of the other tests are forgotten after fifteen seconds.
            server.await(
                    "one viewer",
                    PATIENCE,
                    () -> api.ask("GET", "/shows/" + show.id(), "").getInteger("viewers") == 1);
        }
    }

    /// The show's media under a pass in the path.
    private static String under(JsonObject pass, String rest) {
        String hls = pass.getString("hls");
        return hls.substring(0, hls.length() - "/index.m3u8".length()) + rest;
    }

    private static String text(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String segment(String list) throws IOException, InterruptedException {
        return text(list)
                .lines()
                .filter(line -> line.endsWith(".m4s") && !line.startsWith("#"))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private interface Carrying {
        HttpRequest request(String origin, String path, String token);
    }

    private record Way(String name, Carrying carrying) {}

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    }

    private static final List<Way> WAYS = List.of(
            new Way("path", (origin, path, token) -> get(origin + "/m/" + token + path)
                    .build()),
            new Way("query", (origin, path, token) -> get(origin + path + "?pass=" + token)
                    .build()),
            new Way("bearer", (origin, path, token) -> get(origin + path)
                    .header("authorization", "Bearer " + token)
                    .build()),
            new Way("cookie", (origin, path, token) -> get(origin + path)
                    .header("cookie", "pass=" + token)
                    .build()),
            new Way("cookie of the stream", (origin, path, token) -> get(origin + path)
                    .header("cookie", "pass-" + streamOf(path) + "=" + token + "; pass=other")
                    .build()));

    private static String streamOf(String path) {
        return path.substring("/live/".length(), "/live/".length() + 12);
    }

    @Test
    void everyRouteTakesAPassInEveryWayAndNoBadOne() throws Exception {
        String good = made().getString("pass");
        JsonObject soonOver = made(new JsonObject()
                .put("userId", "soon")
                .put("expiresAt", Instant.now().plusSeconds(2).toString()));
        JsonObject back = made();
        revoke(back);
        JsonObject once = made(new JsonObject().put("userId", "once").put("singleUse", true));
        ShowAddresses other = server.show("Another one");
        String foreign = api.ask("POST", "/shows/" + other.id() + "/passes", "{\"userId\":\"other\"}")
                .getString("pass");
        HttpRequest first = get(under(once, "/main.m3u8"))
                .header("user-agent", "the first device")
                .build();
        assertThat(HTTP.send(first, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        server.await("expiry", PATIENCE, () -> status(under(soonOver, "/main.m3u8")) == 401);

        record State(String name, String token, int status, String code) {}
        List<State> states = List.of(
                new State("good", good, 200, ""),
                new State("expired", soonOver.getString("pass"), 401, "pass-expired"),
                new State("of another stream", foreign, 401, "pass-not-good"),
                new State("tampered", good.substring(0, 20) + "A" + good.substring(21), 401, "pass-not-good"),
                new State("taken back", back.getString("pass"), 403, "pass-revoked"),
                new State("used up", once.getString("pass"), 403, "pass-used"));

        URI flv = URI.create(show.flv());
        String origin = flv.getScheme() + "://" + flv.getRawAuthority();
        String base = flv.getPath().replaceAll("\\.flv$", "");
        String media = segment(under(made(), "/main.m3u8"));
        for (String route : List.of(".flv", "/index.m3u8", "/main.m3u8", "/" + media)) {
            assertThat(answer(get(origin + base + route).build()))
                    .as("%s with no pass", route)
                    .isEqualTo("401 pass-needed");
            for (Way way : WAYS) {
                for (State state : states)
                    assertThat(answer(way.carrying().request(origin, base + route, state.token())))
                            .as("%s, %s by %s", route, state.name(), way.name())
                            .isEqualTo(state.status() + " " + state.code());
            }
        }
        for (State state : states) {
            try (RtmpPlayer player = RtmpPlayer.play(show.rtmpPlay() + "?pass=" + state.token())) {
                String words = state.status() == 200 ? "NetStream.Play.Start" : "NetStream.Play.Failed";
                server.await("RTMP play, " + state.name(), PATIENCE, () -> player.heard(words));
            }
        }
    }

    private static String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == 200) return "200 ";
            return response.statusCode() + " "
                    + new JsonObject(new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                            .getString("code");
        }
    }
}
