package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CrossOriginTest {
    private static final String SHOP = "https://shop.example";
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final House HOUSE = new House(RUNNING);
    private static final String SHOWS = "/channels/" + HOUSE.channel + "/shows";
    private static final String SECRET = HOUSE.keySecret(
            House.keyForm("shows:write").put("origins", new JsonArray().add("HTTPS://Shop.Example:443/")));

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static Browser.Reply preflight(String origin, String path) {
        return RUNNING.browser()
                .with("origin", origin)
                .with("access-control-request-method", "POST")
                .with("access-control-request-headers", "authorization,content-type")
                .api("OPTIONS", path, null);
    }

    @Test
    void aPageWhoseSiteAKeyNamesMayAskAndSeeTheAnswer() {
        var before = preflight(SHOP, SHOWS);
        assertThat(before.status()).isEqualTo(204);
        assertThat(before.header("access-control-allow-origin")).contains(SHOP);
        assertThat(before.header("access-control-allow-methods")).contains("GET, HEAD, OPTIONS, POST");
        assertThat(before.header("access-control-allow-headers").orElseThrow())
                .contains("authorization", "content-type", "idempotency-key", "if-match");
        assertThat(before.header("access-control-allow-credentials")).isEmpty();
        assertThat(before.header("vary")).contains("origin");
        var made = HOUSE.program(SECRET).with("origin", SHOP).post(SHOWS, "{\"title\":\"From the shop\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("access-control-allow-origin")).contains(SHOP);
        assertThat(made.header("access-control-expose-headers").orElseThrow()).contains("etag", "location");
        assertThat(made.header("vary")).contains("origin");
        var refused = HOUSE.program(SECRET).with("origin", SHOP).post(SHOWS, "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("access-control-allow-origin")).as("told why").contains(SHOP);
    }

    @Test
    void aPageOfAnySiteElseMayNot() {
        for (String origin :
                new String[] {"https://evil.example", "null", "http://shop.example", SHOP + ".evil.example"}) {
            var before = preflight(origin, SHOWS);
            assertThat(before.status()).as(origin).isEqualTo(403);
            assertThat(before.header("access-control-allow-origin")).isEmpty();
            for (String method : new String[] {"GET", "POST"}) {
                var asked = HOUSE.program(SECRET).with("origin", origin).api(method, SHOWS, "{\"title\":\"A\"}");
                assertThat(asked.code()).as(origin).isEqualTo("origin-not-allowed");
                assertThat(asked.header("access-control-allow-origin")).isEmpty();
            }
        }
    }

    @Test
    void aKeyWithoutSitesIsForProgramsAlone() {
        String secret = HOUSE.keySecret("shows:write");
        assertThat(HOUSE.program(secret).with("origin", SHOP).get(SHOWS).code()).isEqualTo("origin-not-allowed");
        assertThat(HOUSE.program(secret)
                        .with("origin", RUNNING.url())
                        .get(SHOWS)
                        .status())
                .as("a page of our own")
                .isEqualTo(200);
    }

    @Test
    void aKeyThatWasRevokedOpensNothingBeforehandEither() {
        String site = "https://gone.example";
        var made = HOUSE.founder.post(
                "/channels/" + HOUSE.channel + "/keys",
                House.keyForm("shows:read")
                        .put("origins", new JsonArray().add(site))
                        .encode());
        assertThat(preflight(site, SHOWS).status()).isEqualTo(204);
        HOUSE.founder.delete(
                "/channels/" + HOUSE.channel + "/keys/" + made.json().getString("id"));
        assertThat(preflight(site, SHOWS).status()).isEqualTo(403);
    }

    @Test
    void whoAsksForTheMethodsIsToldThem() {
        var reply = RUNNING.browser().with("origin", null).api("OPTIONS", "/shows", null);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void aSessionIsOfNoUseToAnotherSiteEvenWithAKeyForItAround() {
        Browser shop = RUNNING.browser().with("origin", SHOP);
        shop.cookie = HOUSE.founder.cookie;
        shop.csrfToken = HOUSE.founder.csrfToken;
        assertThat(shop.post(SHOWS, "{\"title\":\"A\"}").code()).isEqualTo("foreign-origin");
        assertThat(shop.get(SHOWS).code()).isEqualTo("sign-in-first");
        assertThat(shop.get("/shows").header("access-control-allow-origin")).isEmpty();
    }
}
