package footlight.platform.embed;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private final House house = new House(RUNNING);
    private final String page = "/s/" + house.show + "/embed";

    private static String ancestors(String path) {
        String policy =
                RUNNING.browser().page(path).header("content-security-policy").orElseThrow();
        for (String rule : policy.split("; ", -1))
            if (rule.startsWith("frame-ancestors ")) return rule.substring("frame-ancestors ".length());
        throw new AssertionError(policy);
    }

    private void allow(String where, String origins) {
        Browser.Reply reply = house.founder.api("PUT", where + "/embedding", "{\"origins\":" + origins + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void anyPageMayHoldAPlayerAndNoOtherPageOfOurs() {
        assertThat(ancestors(page)).isEqualTo("*");
        for (String other : List.of("/", "/s/" + house.show, "/sign-in", "/manage", "/@main", "/api/v1/shows"))
            assertThat(ancestors(other)).as(other).isEqualTo("'self'");
    }

    @Test
    void theShowsRuleGoesBeforeTheChannels() {
        String channel = "/channels/" + house.channel;
        String show = "/shows/" + house.show;
        allow(channel, "[\"https://Shop.example:443/\"]");
        assertThat(ancestors(page)).isEqualTo("'self' https://shop.example");
        assertThat(house.founder.get(show + "/embedding").json().getBoolean("inherited"))
                .isTrue();
        allow(show, "[\"https://a.example\",\"http://127.0.0.1:8081\"]");
        assertThat(ancestors(page)).isEqualTo("'self' https://a.example http://127.0.0.1:8081");
        allow(show, "[]");
        assertThat(ancestors(page)).isEqualTo("'self'");
        allow(show, "null");
        assertThat(ancestors(page)).isEqualTo("*");
        assertThat(house.founder.delete(show + "/embedding").status()).isEqualTo(204);
        assertThat(ancestors(page)).isEqualTo("'self' https://shop.example");
        assertThat(house.founder.delete(channel + "/embedding").status()).isEqualTo(204);
        assertThat(ancestors(page)).isEqualTo("*");
    }

    private String pass() {
        Browser.Reply made = house.founder.post("/shows/" + house.show + "/passes", "{\"userId\":\"4711\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getString("pass");
    }

    @Test
    void aPrivateShowIsToldToWhoBringsAPassAndOnlyWhileItIsGood() {
        String show = "/shows/" + house.show;
        String pass = pass();
        String ofAnother = new House(RUNNING).founder.accountId;
        house.founder.patch(show, "{\"visibility\":\"private\"}");
        assertThat(RUNNING.browser().get(show).status()).isEqualTo(404);
        Browser.Reply seen = RUNNING.browser().with("show-pass", pass).get(show);
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        assertThat(seen.json().getString("entry")).isEqualTo("open");
        assertThat(seen.json().containsKey("own")).isFalse();
        for (String wrong : List.of("x", ofAnother, pass + "x", pass.substring(1), "a".repeat(320)))
            assertThat(RUNNING.browser().with("show-pass", wrong).get(show).code())
                    .as(wrong)
                    .isEqualTo("not-found");
        House other = new House(RUNNING);
        other.founder.patch("/shows/" + other.show, "{\"visibility\":\"private\"}");
        assertThat(RUNNING.browser()
                        .with("show-pass", pass)
                        .get("/shows/" + other.show)
                        .code())
                .as("a pass to another show")
                .isEqualTo("not-found");
        assertThat(RUNNING.browser()
                        .with("show-pass", pass)
                        .get("/shows/nosuchshow00")
                        .code())
                .isEqualTo("not-found");
        house.founder.delete(show + "/users/4711/passes");
        assertThat(RUNNING.browser().with("show-pass", pass).get(show).code()).isEqualTo("not-found");
    }

    @Test
    void theRuleHoldsForAPrivateShowOfWhichThePageTellsNothingElse() {
        house.founder.patch("/shows/" + house.show, "{\"visibility\":\"private\",\"title\":\"Hush\"}");
        assertThat(ancestors(page)).isEqualTo("*");
        allow("/shows/" + house.show, "[\"https://shop.example\"]");
        assertThat(ancestors(page)).isEqualTo("'self' https://shop.example");
        Browser.Reply shown = RUNNING.browser().page(page);
        assertThat(shown.status()).isEqualTo(404);
        assertThat(shown.text()).doesNotContain("Hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*",
                "https://*.example",
                "https://a.example; script-src *",
                "https://a.example/path",
                "'none'",
                "javascript:alert(1)",
                "https://a.example https://b.example",
                "https://a.example\\r\\nx: y",
                ""
            })
    void whatIsNoSiteIsNoOrigin(String typed) {
        Browser.Reply reply =
                house.founder.api("PUT", "/shows/" + house.show + "/embedding", "{\"origins\":[\"" + typed + "\"]}");
        assertThat(reply.code()).as(typed).isEqualTo("invalid-request");
        assertThat(ancestors(page)).isEqualTo("*");
    }

    @Test
    void thePlayerKnowsNobody() {
        Browser.Reply signedIn = house.founder.page(page);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.text())
                .contains("\"page\":\"embed\"", "\"account\":null", "\"embedOrigins\":null")
                .doesNotContain("\"own\"", String.valueOf(house.founder.csrfToken));
        assertThat(signedIn.text()).isEqualTo(RUNNING.browser().page(page).text());
    }

    @Test
    void aShowThatIsNotThereIsAPlayerWithoutOne() {
        Browser.Reply reply = RUNNING.browser().page("/s/zzzzzzzzzzzz/embed");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("\"page\":\"embed\"", "\"show\":null");
    }

    @Test
    void theCodeForOtherPagesComesWithThePlayback() {
        String title = "\"><script>alert(1)</script>";
        house.founder.patch("/shows/" + house.show, "{\"title\":\"\\\"><script>alert(1)</script>\"}");
        Browser.Reply playback = RUNNING.browser().get("/shows/" + house.show + "/playback");
        assertThat(playback.json().getString("embedUrl")).isEqualTo(RUNNING.url() + page);
        assertThat(playback.json().getString("embedHtml"))
                .startsWith("<iframe src=\"" + RUNNING.url() + page + "\" title=\"&quot;&gt;&lt;script&gt;")
                .doesNotContain(title);
    }

    @Test
    void whereNoPageMayHoldThePlayerThereIsNoCodeForOne() {
        String playback = "/shows/" + house.show + "/playback";
        assertThat(RUNNING.browser().get(playback).json().getValue("embedOrigins"))
                .isNull();
        allow("/channels/" + house.channel, "[\"https://shop.example\"]");
        JsonObject some = RUNNING.browser().get(playback).json();
        assertThat(some.getJsonArray("embedOrigins")).containsExactly("https://shop.example");
        assertThat(some.getString("embedHtml")).startsWith("<iframe ");
        allow("/shows/" + house.show, "[]");
        JsonObject none = RUNNING.browser().get(playback).json();
        assertThat(none.getJsonArray("embedOrigins")).isEmpty();
        assertThat(none.getValue("embedHtml")).isNull();
    }
}
