package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Switching providers on and off in the pages.
class RegistrationTest {
    private static final Issuer ISSUER = new Issuer();
    private static final FakeX X = new FakeX();
    private static final FakeFacebook FACEBOOK = new FakeFacebook();
    private static final RunningPlatform RUNNING = RunningPlatform.open(0, List.of(X.provider()));
    private static final Browser OWNER = RUNNING.owner();

    @BeforeEach
    void nothingIsOn() {
        RUNNING.database.jdbi().useHandle(handle -> handle.execute("delete from sign_in_provider"));
        ISSUER.honest("somebody");
        X.honest("1", "Ann");
    }

    @AfterAll
    static void close() {
        RUNNING.close();
        ISSUER.close();
        X.close();
        FACEBOOK.close();
    }

    private static JsonObject acme() {
        return new JsonObject()
                .put("key", "acme")
                .put("kind", "openid")
                .put("name", "Acme")
                .put("issuer", ISSUER.url())
                .put("clientId", Issuer.CLIENT)
                .put("clientSecret", Issuer.SECRET);
    }

    private static Browser.Reply put(JsonObject form) {
        return OWNER.api("PUT", "/admin/providers", form.encode());
    }

    private static JsonObject found(String key) {
        return OWNER.get("/admin/providers").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("key").equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String buttons() {
        JsonArray items = RUNNING.browser().get("/session/providers").json().getJsonArray("items");
        return String.join(
                " ",
                items.stream().map(item -> ((JsonObject) item).getString("key")).toList());
    }

    private static JsonObject tried(String key) {
        Browser.Reply reply = OWNER.post("/admin/providers/" + key + "/try", "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void aProviderIsSwitchedOnSignsPeopleInAndIsSwitchedOff() {
        assertThat(buttons()).isEqualTo("x");
        Browser.Reply on = put(acme());
        assertThat(on.status()).as(on.text()).isEqualTo(200);
        assertThat(on.json().getString("callback")).isEqualTo(RUNNING.url() + "/auth/acme/callback");
        assertThat(buttons()).isEqualTo("x acme");
        Visitor ann = new Visitor(RUNNING);
        ann.start("acme", "/");
        ISSUER.nonce = String.valueOf(ann.sent.get("nonce"));
        ISSUER.now = RUNNING.clock.instant();
        ann.back(
                "acme",
                Map.of(
                        "code", ISSUER.code(String.valueOf(ann.sent.get("code_challenge"))),
                        "state", String.valueOf(ann.sent.get("state")),
                        "iss", ISSUER.url()));
        assertThat(ann.who()).isEmpty();
        assertThat(OWNER.delete("/admin/providers/acme").status()).isEqualTo(204);
        assertThat(buttons()).isEqualTo("x");
        assertThat(new Visitor(RUNNING).start("acme", "/").header("location").orElseThrow())
                .contains("problem=no-provider");
        assertThat(OWNER.delete("/admin/providers/acme").code()).isEqualTo("not-found");
        // Who has no other way in is told so, and is let in again when it is on again.
        put(acme());
        Visitor again = new Visitor(RUNNING);
        again.start("acme", "/");
        ISSUER.nonce = String.valueOf(again.sent.get("nonce"));
        again.back(
                "acme",
                Map.of(
                        "code", ISSUER.code(String.valueOf(again.sent.get("code_challenge"))),
                        "state", String.valueOf(again.sent.get("state")),
                        "iss", ISSUER.url()));
        again.who();
        assertThat(again.browser.accountId).isEqualTo(ann.browser.accountId);
    }

    @Test
    void aSecretIsNeverToldAndStandsNowhereOpen() throws Exception {
        put(acme());
        assertThat(OWNER.get("/admin/providers").text()).contains(Issuer.CLIENT).doesNotContain(Issuer.SECRET);
        assertThat(OWNER.get("/admin/providers").text()).doesNotContain(FakeX.SECRET);
        String stored = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select sealed_secret from sign_in_provider")
                .map((row, _) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .one());
        assertThat(stored).doesNotContain(Issuer.SECRET);
        String deeds = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(deed || ' ' || detail, ',') from deed")
                .mapTo(String.class)
                .one());
        assertThat(deeds).contains("provider.put acme (" + ISSUER.url()).doesNotContain(Issuer.SECRET);
        // Sealed with a key of the data folder: another one opens nothing, and nothing fails.
        try (RunningPlatform other = RUNNING.withAnotherKey()) {
            Browser owner = other.owner();
            JsonObject lost = owner.get("/admin/providers").json().getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .filter(item -> item.getString("key").equals("acme"))
                    .findFirst()
                    .orElseThrow();
            assertThat(lost.getBoolean("secretLost")).isTrue();
            assertThat(owner.api(
                                    "PUT",
                                    "/admin/providers",
                                    acme().putNull("clientSecret").encode())
                            .status())
                    .isEqualTo(400);
            JsonObject kept = acme();
            kept.remove("clientSecret");
            assertThat(owner.api("PUT", "/admin/providers", kept.encode()).text())
                    .contains("clientSecret");
            assertThat(owner.api("PUT", "/admin/providers", acme().encode())
                            .json()
                            .getBoolean("secretLost"))
                    .isFalse();
        }
        assertThat(Files.exists(RUNNING.dataDir)).isTrue();
    }

    @Test
    void anOldSecretIsKeptForTheSameIssuerAndGoesToNoOther() {
        put(acme());
        JsonObject renamed = acme().put("name", "Acme & sons").put("clientId", "another");
        renamed.remove("clientSecret");
        assertThat(put(renamed).status()).isEqualTo(200);
        assertThat(found("acme").getString("name")).isEqualTo("Acme & sons");
        renamed.put("issuer", "https://evil.example");
        assertThat(put(renamed).code()).isEqualTo("invalid-request");
        assertThat(found("acme").getString("issuer")).isEqualTo(ISSUER.url());
    }

    @Test
    void nobodyElseSeesOrChangesProviders() {
        put(acme());
        House house = new House(RUNNING);
        Browser program = house.program(house.keySecret("team:read", "team:write"));
        for (Browser browser : List.of(house.founder, house.member, program)) {
            assertThat(browser.get("/admin/providers").code()).isEqualTo("admin-needed");
            assertThat(browser.api("PUT", "/admin/providers", acme().encode()).code())
                    .isEqualTo("admin-needed");
            assertThat(browser.delete("/admin/providers/acme").code()).isEqualTo("admin-needed");
            assertThat(browser.post("/admin/providers/acme/try", "").code()).isEqualTo("admin-needed");
        }
        assertThat(RUNNING.browser().get("/admin/providers").code()).isEqualTo("sign-in-first");
        Browser forged = RUNNING.browser();
        forged.cookie = OWNER.cookie;
        assertThat(forged.api("PUT", "/admin/providers", acme().encode()).code())
                .isEqualTo("csrf-token-wrong");
        assertThat(buttons()).isEqualTo("x acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org",
                "https://",
                "https://user:word@id.example.org",
                "https://id.example.org#x",
                "ftp://id.example.org",
                "javascript:alert(1)",
                "id.example.org",
                "https://id example.org",
                "//id.example.org",
                "http://127.0.0.1.evil.example"
            })
    void anIssuerWithoutASafeAddressIsRefused(String issuer) {
        Browser.Reply reply = put(acme().put("issuer", issuer));
        assertThat(reply.code()).isEqualTo("invalid-request");
        assertThat(reply.text()).contains("issuer");
        assertThat(buttons()).isEqualTo("x");
    }

    @Test
    void aFormThatDoesNotFitIsRefusedWithTheNameOfItsField() {
        for (Map.Entry<String, JsonObject> wrong : Map.of(
                        "key", acme().put("key", "Acme Inc"),
                        "clientId", acme().put("clientId", "two\nlines"),
                        "clientSecret", acme().put("clientSecret", ""),
                        "kind", acme().put("kind", "saml"),
                        "issuer", acme().putNull("issuer"),
                        "name", acme().put("name", "n".repeat(41)))
                .entrySet()) {
            Browser.Reply reply = put(wrong.getValue());
            assertThat(reply.code()).as(wrong.getKey()).isEqualTo("invalid-request");
            assertThat(reply.text()).as(wrong.getKey()).contains("\"field\":\"" + wrong.getKey());
        }
        // Names of addresses that others know something else by.
        assertThat(put(acme().put("key", "facebook")).text()).contains("\"field\":\"key\"");
        JsonObject facebook = new JsonObject()
                .put("key", "meta")
                .put("kind", "facebook")
                .put("clientId", "1")
                .put("clientSecret", "s");
        assertThat(put(facebook).text()).contains("must be facebook");
        assertThat(put(facebook.put("key", "facebook")).status()).isEqualTo(200);
        assertThat(buttons()).isEqualTo("x facebook");
    }

    @Test
    void whatStandsInTheSettingsIsChangedThere() {
        assertThat(found("x").getBoolean("setting")).isTrue();
        JsonObject x = new JsonObject()
                .put("key", "x")
                .put("kind", "x")
                .put("clientId", "evil")
                .put("clientSecret", "s");
        assertThat(put(x).code()).isEqualTo("in-settings");
        assertThat(OWNER.delete("/admin/providers/x").code()).isEqualTo("in-settings");
        assertThat(found("x").getString("clientId")).isEqualTo(FakeX.CLIENT);
    }

    @Test
    void thereAreNoMoreThanTwenty() {
        for (int i = 0; i < 19; i++)
            assertThat(put(acme().put("key", "acme-" + i)).status()).isEqualTo(200);
        assertThat(put(acme().put("key", "one-more")).code()).isEqualTo("limit-reached");
        assertThat(put(acme().put("key", "acme-3").put("name", "Changed")).status())
                .isEqualTo(200);
    }

    @Test
    void tryingOutTellsWhetherTheProviderKnowsThisServer() {
        put(acme());
        ISSUER.now = RUNNING.clock.instant();
        assertThat(tried("acme").getString("problem")).isNull();
        assertThat(ISSUER.lastTokenForm).contains("code=footlight-tries-this-out");
        ISSUER.tokens = Stranger.answering(401, "{\"error\":\"invalid_client\"}");
        assertThat(tried("acme").getString("problem")).isEqualTo("provider-setup");
        ISSUER.tokens = Stranger.answering(503, "{}");
        assertThat(tried("acme").getString("problem")).isEqualTo("provider-away");
        ISSUER.tokens = Stranger.answering(200, "{\"access_token\":\"for everybody\"}");
        assertThat(tried("acme").getString("problem")).isEqualTo("provider-untrusted");
        ISSUER.honest("somebody");
        ISSUER.document = json -> json.put("issuer", "https://evil.example");
        JsonObject strange = tried("acme");
        assertThat(strange.getString("problem")).isEqualTo("provider-untrusted");
        assertThat(strange.getString("detail")).contains("another issuer").doesNotContain(Issuer.SECRET);
        assertThat(OWNER.post("/admin/providers/nobody/try", "").code()).isEqualTo("not-found");
    }

    @Test
    void tryingOutXSeesWhetherItsSecretIsTaken() {
        assertThat(tried("x").getString("problem")).isNull();
        X.tokens(X.wrongSecret());
        assertThat(tried("x").getString("problem")).isEqualTo("provider-setup");
        X.tokens(Stranger.answering(429, "{}"));
        assertThat(tried("x").getString("problem")).isEqualTo("provider-away");
    }

    @Test
    void tryingOutFacebookTakesATokenOfTheAppItself() {
        try (RunningPlatform running = RunningPlatform.open(0, List.of(FACEBOOK.provider()))) {
            Browser owner = running.owner();
            FACEBOOK.honest("1", "Ann");
            assertThat(owner.post("/admin/providers/facebook/try", "").json().getString("problem"))
                    .isNull();
            FACEBOOK.tokens(FACEBOOK.wrongSecret());
            assertThat(owner.post("/admin/providers/facebook/try", "").json().getString("problem"))
                    .isEqualTo("provider-setup");
            assertThat(FACEBOOK.complaints()).isEmpty();
        }
    }

    @Test
    void nobodyReachesInsideTheOperatorsNetworkByNamingAnIssuer() {
        try (Issuer inside = new Issuer("127.0.0.2")) {
            put(acme().put("issuer", inside.url().replace("127.0.0.2", "localhost")));
            // The platform of these tests may call 127.0.0.1 alone.
            put(acme().put("key", "metadata").put("issuer", "https://169.254.169.254"));
            put(acme().put("key", "lan").put("issuer", "https://[::ffff:10.0.0.1]"));
            put(acme().put("key", "inside").put("issuer", "https://127.0.0.2:" + inside.server.port()));
            for (String key : List.of("metadata", "lan", "inside")) {
                JsonObject refused = tried(key);
                assertThat(refused.getString("problem")).as(key).isEqualTo("provider-away");
                assertThat(refused.getString("detail")).as(key).contains("outgoing.private");
                assertThat(new Visitor(RUNNING)
                                .start(key, "/")
                                .header("location")
                                .orElseThrow())
                        .contains("problem=provider-away");
            }
            assertThat(inside.server.waiting()).isZero();
        }
    }

    @Test
    void takingAProviderOutTakesWhoProvedWhoTheyAre() {
        Browser owner = RUNNING.owner();
        RUNNING.clock.pass(Duration.ofMinutes(16));
        assertThat(owner.delete("/admin/providers/nobody").code()).isEqualTo("sign-in-again");
        owner.post("/session/fresh", "{\"password\":\"" + Browser.PASSWORD + "\"}");
        assertThat(owner.delete("/admin/providers/nobody").code()).isEqualTo("not-found");
        // For the tests after this one.
        OWNER.post("/session/fresh", "{\"password\":\"" + Browser.PASSWORD + "\"}");
    }
}
