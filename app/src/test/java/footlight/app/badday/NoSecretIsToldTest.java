package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import footlight.app.admin.ShowAddresses;
import footlight.app.running.AdminApi;
import footlight.app.running.PostOffice;
import footlight.app.running.RunningFootlight;
import footlight.app.running.Secrets;
import footlight.app.running.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole server hears every kind of secret there is, as loud as it can log, from people, programs, encoders and
/// strangers who get things wrong, and then breaks. None of them stands in anything that it says: its log, the
/// database's, its numbers, its state of health, its problems, the admin's pages.
@Timeout(180)
final class NoSecretIsToldTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EMAIL = "ada@example.org";

    @TempDir
    Path folder;

    private final Secrets secrets = new Secrets();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final HttpServer outside;
    /// A mail server that repeats what it was told, in its refusals.
    private final PostOffice post =
            PostOffice.open(command -> command.startsWith("AUTH") || command.length() > 40 || command.contains("=")
                    ? "535 5.7.8 authentication failed: " + command
                    : PostOffice.friendly(command));

    private RunningFootlight server;
    private AdminApi admin;

    NoSecretIsToldTest() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", this::outsider);
    }

    @BeforeEach
    void serve() throws Exception {
        outside.start();
        String there = "http://127.0.0.1:" + outside.getAddress().getPort();
        server = RunningFootlight.open(
                folder,
                RunningFootlight.Watched.SOME_BUFFERS,
                "--log.level=debug",
                "--log.format=json",
                "--log.access=true",
                "--public.url=http://127.0.0.1:1",
                "--outgoing.private=127.0.0.0/8",
                "--mail.from=shows@example.org",
                "--mail.smtp=smtp://shows:" + secrets.keep("password of the mail server", "Post-Horn-4711")
                        + "@127.0.0.1:" + post.port() + "?starttls=never",
                "--signin.oidc.issuer=" + there,
                "--signin.oidc.id=footlight-here",
                "--signin.oidc.secret=" + secrets.keep("secret at the provider", "between.us-only.two"),
                "--srt.passphrase=" + secrets.keep("passphrase of SRT", "winter-is-coming-7"),
                "--metrics.token=" + secrets.keep("token of the metrics", "numbers-for-few-9"));
        admin = new AdminApi(server.dataFolder());
        secrets.keep("token of the commands", read("admin.token"));
        secrets.keep("password of the database", read("database/secret"));
    }

    @AfterEach
    void stop() throws Exception {
        outside.stop(0);
        post.close();
        server.close();
    }

    private String read(String file) throws IOException {
        return Files.readString(server.dataFolder().resolve(file)).strip();
    }

    /// A provider whose token endpoint refuses in the words of who asked, and a webhook's receiver that does the same.
    private void outsider(HttpExchange exchange) throws IOException {
        try (exchange) {
            String heard = exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String here = "http://127.0.0.1:" + outside.getAddress().getPort();
            boolean document = exchange.getRequestURI().getPath().startsWith("/.well-known/");
            if (!document) asked.set(heard);
            JsonObject answer = document
                    ? new JsonObject()
                            .put("issuer", here)
                            .put("authorization_endpoint", here + "/authorize")
                            .put("token_endpoint", here + "/token")
                            .put("jwks_uri", here + "/keys")
                    : new JsonObject().put("error", "invalid_client").put("error_description", heard);
            byte[] bytes = answer.encode().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(document ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void nothingThatIsSaidHasASecretInIt() throws Exception {
        URI site = URI.create(read("server.url"));
        try (Visitor owner = new Visitor(site, problems::add);
                Visitor stranger = new Visitor(site, problems::add)) {
            setUp(owner);
            signUpAndReset(stranger);
            theWrongPassword(stranger);
            keysAndGarbage(owner, site);
            provider(stranger);
            webhook(owner);
            JsonObject show = show(owner);
            team(owner, stranger);
            encoders(site, show);
            passes(owner, stranger, site, show);
            letterThatIsStopped(stranger);
            faults(stranger);
            everythingSaidIsClean(owner, stranger);
        }
    }

    private void setUp(Visitor owner) throws Exception {
        Matcher link = Pattern.compile("/setup\\?token=([A-Za-z0-9_-]+)").matcher(server.logged());
        assertThat(link.find()).isTrue();
        owner.look("/setup?token=" + link.group(1));
        owner.api(
                        "POST",
                        "/setup",
                        new JsonObject()
                                .put("token", link.group(1))
                                .put("name", "Owner")
                                .put("email", "owner@example.org")
                                .put("password", secrets.keep("the owner's password", "seven red Curtains fall")))
                .is(201);
        owner.cookies().forEach((name, value) -> secrets.keep("the owner's cookie " + name, value));
        secrets.keep(
                "the owner's CSRF token",
                owner.api("GET", "/session", new JsonObject()).json().getString("csrfToken"));
    }

    private void signUpAndReset(Visitor stranger) throws Exception {
        String first = secrets.keep("the password of before", "eleven blue Lamps & a chair");
        stranger.api(
                        "POST",
                        "/accounts",
                        new JsonObject().put("name", "Ada").put("email", EMAIL).put("password", first))
                .is(202);
        stranger.api("POST", "/accounts/confirm", new JsonObject().put("token", letter("confirming link", "confirm")))
                .is(200);
        stranger.api("POST", "/accounts/forgot", new JsonObject().put("email", EMAIL))
                .is(202);
        String reset = letter("link of a new password", "reset");
        stranger.look("/account/reset?from=letter");
        String second = secrets.keep("the password of now", "twelve green Ladders, standing");
        stranger.api(
                        "POST",
                        "/accounts/reset",
                        new JsonObject().put("token", reset).put("password", "12345678"))
                .is(422);
        stranger.api(
                        "POST",
                        "/accounts/reset",
                        new JsonObject().put("token", reset).put("password", second))
                .is(200);
        stranger.api("POST", "/session", new JsonObject().put("email", EMAIL).put("password", second))
                .is(200);
        stranger.cookies().forEach((name, value) -> secrets.keep("a person's cookie " + name, value));
    }

    /// The token of the link in the letter that waits; the mail server takes none.
    private String letter(String what, String path) throws Exception {
        Pattern form = Pattern.compile("/account/" + path + "#([A-Za-z0-9_-]+)");
        List<String> tokens = new CopyOnWriteArrayList<>();
        server.await(what, PATIENCE, () -> {
            Matcher found = form.matcher(admin.ask("GET", "/admin/letters", "").encode());
            if (found.find()) tokens.add(found.group(1));
            return !tokens.isEmpty();
        });
        return secrets.keep(what, tokens.getFirst());
    }

    private void theWrongPassword(Visitor stranger) throws Exception {
        String wrong = secrets.keep("a mistyped password", "twelve green Ladders, standin");
        stranger.api("POST", "/session", new JsonObject().put("email", EMAIL).put("password", wrong))
                .is(401);
        // In the wrong field, and where no body is read at all.
        stranger.api("POST", "/session", new JsonObject().put("email", wrong).put("password", EMAIL));
        stranger.api("POST", "/session", new JsonObject().put("email", EMAIL).put("pasword", wrong));
        stranger.ask("POST", "/api/v1/session", "{\"email\":\"" + EMAIL + "\",\"password\":\"" + wrong);
        stranger.ask("PUT", "/api/v1/session", "{\"password\":\"" + wrong + "\"}");
    }

    private void keysAndGarbage(Visitor owner, URI site) throws Exception {
        JsonObject made = owner.api(
                        "POST",
                        "/channels/default/keys",
                        new JsonObject().put("name", "Box office").put("scopes", new JsonArray().add("shows:read")))
                .is(201)
                .json();
        String key = secrets.keep("a key of the API", made.getString("secret"));
        try (Visitor program = new Visitor(site, problems::add).with("authorization", "Bearer " + key)) {
            program.look("/api/v1/channels/default/shows");
            program.api("POST", "/channels/default/shows", new JsonObject().put("title", "Not for it"))
                    .is(403);
            program.look("/api/v1/shows?key=" + key);
        }
        String garbage = secrets.keep("a key that is none", "flk_" + "Garbage0".repeat(5));
        String pair = Base64.getEncoder()
                .encodeToString(("ada:" + secrets.keep("a password for no purpose", "a ladder in the attic"))
                        .getBytes(StandardCharsets.UTF_8));
        for (String said :
                List.of("Bearer " + garbage, "Basic " + pair, garbage, "Bearer", "Digest x=\"" + garbage + "\"")) {
            try (Visitor program = new Visitor(site, problems::add).with("authorization", said)) {
                program.look("/api/v1/admin/overview");
                program.look("/metrics");
                program.look("/live/nothing.flv");
                program.api("POST", "/channels", new JsonObject().put("name", "x"));
            }
        }
    }

    private void provider(Visitor stranger) throws Exception {
        String away = stranger.look("/auth/oidc/start?next=/account").headers().get("location");
        Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(String.valueOf(away));
        assertThat(state.find()).as("sent to the provider: %s", away).isTrue();
        stranger.cookies().forEach((name, value) -> secrets.keep("a person's cookie " + name, value));
        secrets.keep("the state of an attempt", state.group(1));
        stranger.look("/auth/oidc/callback?state=" + state.group(1) + "&code="
                + secrets.keep("a code of the provider", "code-Of-Provider-123"));
        assertThat(asked.get()).as("the provider heard it").contains("code-Of-Provider-123");
        admin.ask(
                "PUT",
                "/admin/providers",
                new JsonObject()
                        .put("key", "second")
                        .put("kind", "openid")
                        .put(
                                "issuer",
                                "http://127.0.0.1:" + outside.getAddress().getPort())
                        .put("clientId", "here")
                        .put("clientSecret", secrets.keep("another secret at a provider", "nobody.else-knows.this"))
                        .encode());
    }

    private void webhook(Visitor owner) throws Exception {
        String address = "http://127.0.0.1:" + outside.getAddress().getPort() + "/hook?token="
                + secrets.keep("what the receiver's address has in it", "receiver-Knows-1");
        JsonObject hook = owner.api(
                        "POST",
                        "/channels/default/webhooks",
                        new JsonObject().put("url", address).put("events", new JsonArray().add("show.created")))
                .is(201)
                .json();
        secrets.keep("a webhook's secret", hook.getString("secret"));
        owner.api("POST", "/channels/default/webhooks/" + hook.getString("id") + "/test", new JsonObject());
        assertThat(asked.get()).contains("/hook?token=receiver-Knows-1");
        secrets.keep(
                "a webhook's next secret",
                owner.api("POST", "/channels/default/webhooks/" + hook.getString("id") + "/secret", new JsonObject())
                        .is(200)
                        .json()
                        .getString("secret"));
    }

    private JsonObject show(Visitor owner) throws Exception {
        JsonObject show = owner.api(
                        "POST",
                        "/channels/default/shows?include=ingest,playback",
                        new JsonObject().put("title", "Behind a door").put("autoStart", true))
                .is(201)
                .json();
        owner.api(
                        "PUT",
                        "/shows/" + show.getString("id") + "/password",
                        new JsonObject().put("password", secrets.keep("a show's password", "open, sesame seeds")))
                .is(200);
        return show;
    }

    private void team(Visitor owner, Visitor stranger) throws Exception {
        String link = owner.api(
                        "POST",
                        "/channels/default/invitations",
                        new JsonObject().put("email", "grace@example.org").put("role", "producer"))
                .is(201)
                .json()
                .getString("link");
        String token = secrets.keep("an invitation to a team", link.substring(link.indexOf('#') + 1));
        stranger.api("POST", "/invitation", new JsonObject().put("token", token))
                .is(200);
        stranger.api("POST", "/invitation", new JsonObject().put("token", token + "x"))
                .is(404);
    }

    private void encoders(URI site, JsonObject made) throws Exception {
        ShowAddresses show = addresses(made);
        secrets.keep("a stream key", show.key());
        String wrong = secrets.keep(
                "a stream key that is none",
                "sk_" + "abcdefgh23456789".repeat(2).substring(6));
        assertThatThrownBy(() -> Encoder.publish(withKey(show, wrong))).isInstanceOf(IOException.class);
        // The whole address in the field of the key, as people do.
        assertThatThrownBy(() -> Encoder.publish(withKey(show, show.rtmp() + "/" + wrong)))
                .isInstanceOf(IOException.class);
        try (Encoder encoder = Encoder.publish(show)) {
            for (int i = 0; i < 50; i++) encoder.picture(i * 40L, i % 25 == 0, 200);
        }
        // A player's address that was given the key in place of the stream's name.
        try (Visitor player = new Visitor(site, problems::add)) {
            player.look("/live/" + show.key() + ".flv");
            player.look("/live/" + show.key() + "/index.m3u8");
            player.look("/live/x.flv?key=" + show.key());
            player.look("/s/" + show.key());
        }
    }

    private static ShowAddresses addresses(JsonObject made) {
        JsonObject ingest = made.getJsonObject("ingest");
        JsonObject playback = made.getJsonObject("playback");
        return new ShowAddresses(
                made.getString("id"),
                made.getString("title"),
                playback.getString("watch"),
                "",
                ingest.getString("rtmp"),
                ingest.getString("srt"),
                ingest.getString("key"),
                playback.getString("rtmpPlay"),
                playback.getString("flv"),
                playback.getString("wsflv"),
                playback.getString("hls"));
    }

    private static ShowAddresses withKey(ShowAddresses show, String key) {
        return new ShowAddresses(
                show.id(),
                show.title(),
                show.watch(),
                show.studio(),
                show.rtmp(),
                show.srt(),
                key,
                show.rtmpPlay(),
                show.flv(),
                show.wsflv(),
                show.hls());
    }

    private void passes(Visitor owner, Visitor stranger, URI site, JsonObject made) throws Exception {
        ShowAddresses show = addresses(made);
        String path = "/shows/" + show.id();
        String link = owner.api("POST", path + "/invitations", new JsonObject().put("label", "Friends"))
                .is(201)
                .json()
                .getString("link");
        String invitation = secrets.keep(
                "an invitation to a show", link.substring(link.indexOf("#invitation=") + "#invitation=".length()));
        stranger.api("POST", path + "/door", new JsonObject().put("password", "wrong one"))
                .is(403);
        JsonObject in = stranger.api("POST", path + "/door", new JsonObject().put("password", "open, sesame seeds"))
                .is(200)
                .json();
        secrets.keep("a viewer's pass", in.getString("pass"));
        stranger.cookies().forEach((name, value) -> secrets.keep("a viewer's cookie " + name, value));
        stranger.api("POST", path + "/door", new JsonObject().put("invitation", invitation))
                .is(200);
        String pass = secrets.keep(
                "a pass of a brand",
                owner.api("POST", path + "/passes", new JsonObject().put("userId", "customer-1"))
                        .is(201)
                        .json()
                        .getString("pass"));
        String live = URI.create(show.flv()).getPath();
        String list = URI.create(show.hls()).getPath();
        String bad = secrets.keep("a pass that is none", pass.substring(0, 20) + "xyzzyPlugh" + pass.substring(30));
        for (String shown : List.of(pass, bad)) {
            try (Visitor player = new Visitor(site, problems::add).with("cookie", "pass=" + shown)) {
                player.look(list);
                player.look("/live/nothing.m3u8");
            }
            try (Visitor player = new Visitor(site, problems::add)) {
                player.look(list + "?pass=" + shown);
                player.look("/m/" + shown + list);
                player.look("/m/" + shown);
                player.look("//m/" + shown + list);
                player.look("/%6d/" + shown + list);
                player.look("/m%2f" + shown + list);
                player.look("/x/../m/" + shown + list);
                player.look("/m/" + shown + "/live/nothing.flv");
                player.look("/live/" + shown + ".flv");
                player.ask("POST", live + "?pass=" + shown, "");
            }
            try (RtmpPlayer player = RtmpPlayer.play(show.rtmpPlay() + "?pass=" + shown)) {
                server.await("an answer", PATIENCE, () -> player.heard("NetStream.Play"));
            }
        }
    }

    private void letterThatIsStopped(Visitor stranger) throws Exception {
        String token = secrets.keep(
                "the token of a letter's last link", "c.abcdefabcdef.abcdefabcdef." + "Stop0".repeat(8) + "End");
        stranger.look("/letters/stop/" + token);
        stranger.ask("POST", "/letters/stop/" + token, "List-Unsubscribe=One-Click");
    }

    /// A table is gone: what was asked ends in a fault of ours, with the database's words in the log.
    private void faults(Visitor stranger) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + read("database/port") + "/";
        try (Connection database = ofTheServer(url);
                Statement statement = database.createStatement()) {
            statement.execute("alter table session rename column seen_at to gone");
            stranger.api(
                            "POST",
                            "/session",
                            new JsonObject().put("email", EMAIL).put("password", "twelve green Ladders, standing"))
                    .is(500);
            statement.execute("alter table session rename column gone to seen_at");
            statement.execute("alter table api_key rename column secret_hash to gone");
            stranger.with("authorization", "Bearer flk_" + "Garbage0".repeat(5)).look("/api/v1/shows");
            statement.execute("alter table api_key rename column gone to secret_hash");
        }
        assertThat(server.logged()).as("the fault was logged").contains("\"level\":\"error\"", "\"fault\":");
    }

    private Connection ofTheServer(String url) throws Exception {
        return DriverManager.getConnection(url + "footlight", "footlight", read("database/secret"));
    }

    private void everythingSaidIsClean(Visitor owner, Visitor stranger) throws Exception {
        server.await(
                "the mail server's refusal", PATIENCE, () -> server.logged().contains("takes no letters"));
        assertThat(problems).hasSizeGreaterThan(30);
        assertThat(secrets.in(String.join("\n", problems))).as("in problems").isEmpty();
        for (String path : List.of("/metrics", "/healthz", "/readyz")) {
            String said = stranger.look(path).text();
            assertThat(said).isNotBlank();
            assertThat(secrets.in(said)).as("in %s", path).isEmpty();
        }
        for (String path :
                List.of("/admin/log", "/admin/overview", "/admin/settings", "/admin/providers", "/admin/streams"))
            assertThat(secrets.in(
                            owner.api("GET", path, new JsonObject()).is(200).text()))
                    .as("in %s", path)
                    .isEmpty();
        assertThat(stranger.look("/metrics").text())
                .as("and it did count what failed")
                .containsPattern("\nfootlight_letters_refused_total [1-9]")
                .containsPattern("\nfootlight_webhook_attempts_failed_total [1-9]");
        JsonObject sending = admin.ask("GET", "/admin/letters", "").getJsonObject("sending");
        assertThat(secrets.in(sending.encode()))
                .as("in what is told of the mail")
                .isEmpty();
        String log = server.logged();
        assertThat(log.lines().filter(line -> line.contains("footlight.access")))
                .hasSizeGreaterThan(60);
        assertThat(log.lines().filter(line -> !line.startsWith("{")))
                .as("lines that are no JSON")
                .isEmpty();
        assertThat(log.lines().filter(line -> line.contains("/setup?token="))).hasSize(1);
        assertThat(log.lines().flatMap(line -> secrets.in(line).stream().map(found -> found + " in " + line)))
                .as("in the log")
                .isEmpty();
        assertThat(secrets.in(read("database/postgres.log")))
                .as("in the database's log")
                .isEmpty();
    }
}
