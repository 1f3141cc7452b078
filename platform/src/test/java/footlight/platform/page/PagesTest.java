package footlight.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static JsonObject state(String html) {
        String open = "<script type=\"application/json\" id=\"page-state\">";
        int from = html.indexOf(open) + open.length();
        return new JsonObject(html.substring(from, html.indexOf("</script>", from)));
    }

    @Test
    void aShowsPageSaysWhatItIsBeforeAnyScriptRuns() {
        JsonObject show = OWNER.post(
                        "/channels/default/shows",
                        "{\"title\":\"Tap night\",\"description\":\"Three rounds.\",\"startsAt\":\"2026-11-21T19:30:00Z\",\"timeZone\":\"Europe/Berlin\"}")
                .json();
        var reply = RUNNING.browser().page("/s/" + show.getString("id"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).contains("text/html; charset=utf-8");
        assertThat(reply.header("cache-control").orElseThrow()).contains("private");
        assertThat(reply.text())
                .contains("<title>Tap night · Footlight</title>")
                .contains("<meta property=\"og:title\" content=\"Tap night · Footlight\" />")
                .contains("<meta property=\"og:description\" content=\"Three rounds.\" />")
                .contains("<meta property=\"og:url\" content=\"" + RUNNING.url() + "/s/" + show.getString("id"))
                .contains("<h1 class=\"title\">Tap night</h1>")
                .contains("Starts on 21 November 2026, 20:30 (Europe/Berlin).")
                .contains("<!--first-paint-->")
                .contains("<link rel=\"modulepreload\" crossorigin href=\"/assets/show.js\" />");
        JsonObject state = state(reply.text());
        assertThat(state.getString("page")).isEqualTo("show");
        assertThat(state.getJsonObject("show").getString("id")).isEqualTo(show.getString("id"));
        assertThat(state.getJsonObject("session").getValue("account")).isNull();
        assertThat(state(OWNER.page("/s/" + show.getString("id")).text())
                        .getJsonObject("session")
                        .getString("csrfToken"))
                .isEqualTo(OWNER.csrfToken);
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void aCoverIsFetchedBeforeTheScriptsAndDrawnBeforeTheyRun() throws IOException {
        String id = OWNER.post(
                        "/channels/default/shows",
                        new JsonObject().put("title", "Covered").encode())
                .json()
                .getString("id");
        assertThat(OWNER.send("PUT", "/api/v1/shows/" + id + "/cover", picture(), "image/png")
                        .status())
                .isEqualTo(200);
        String cover = OWNER.get("/shows/" + id).json().getString("coverUrl");
        String html = RUNNING.browser().page("/s/" + id).text();
        int fetched =
                html.indexOf("<link rel=\"preload\" as=\"image\" fetchpriority=\"high\" href=\"" + cover + "\" />");
        assertThat(fetched).isPositive().isLessThan(html.indexOf("modulepreload"));
        assertThat(html).contains("<img class=\"soon-cover\" src=\"" + cover + "\"");
    }

    @Test
    void aPageNamesNoScriptsOfOthers() {
        assertThat(RUNNING.browser().page("/").text())
                .doesNotContain("modulepreload")
                .doesNotContain("<!--preload");
        assertThat(RUNNING.browser().page("/sign-in").text()).doesNotContain("modulepreload");
    }

    @Test
    void wordsOfAShowNeverBecomeMarkupOrScript() {
        String hostile = "</script><script>alert(1)</script><!--head--><!--body--> \" onload=\"x \u2028 & <b>";
        JsonObject show = OWNER.post(
                        "/channels/default/shows",
                        new JsonObject()
                                .put("title", "x" + hostile.replace("\u2028", ""))
                                .put("description", hostile)
                                .encode())
                .json();
        String html = RUNNING.browser().page("/s/" + show.getString("id")).text();
        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("\" onload=\"")
                .doesNotContain("<b>");
        assertThat(state(html).getJsonObject("show").getString("description")).isEqualTo(hostile);
        assertThat(html.split("<title>", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s/zzzzzzzzzzzz", "/s/no", "/s/%00", "/nowhere", "/manageable", "/s/ABCDEFGHIJKL"})
    void anUnknownPageIsAPageWithStatus404(String path) {
        var reply = RUNNING.browser().with("accept", "text/html").page(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("<h1>There is no such page</h1>");
        assertThat(state(reply.text()).getJsonObject("problem").getString("code"))
                .isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone.js", "/favicon.ico", "/api/v1/nothing", "/api/v2/shows"})
    void whatIsNoPageIsAProblem(String path) {
        var reply = RUNNING.browser().with("accept", "*/*").page(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/sign-in", "/following", "/setup?token=x", "/manage", "/manage/abc/look", "/studio/k3v9q0x7m2ab"
            })
    void thePagesOfTheAppAreThere(String path) {
        var reply = RUNNING.browser().page(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(state(reply.text()).getString("page")).isEqualTo("app");
    }

    @Test
    void theHomePageCarriesItsLists() {
        JsonObject home = state(RUNNING.browser().page("/").text()).getJsonObject("home");
        assertThat(home.fieldNames()).containsExactly("live", "upcoming", "past");
    }

    @Test
    void whileTheDatabaseIsAwayAPageSaysSoAndLooksAgain() {
        try (RunningPlatform running = RunningPlatform.open()) {
            TestPostgres.away(running.databaseUrl);
            var reply = running.browser().with("accept", "text/html").page("/");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("content-type")).contains("text/html; charset=utf-8");
            assertThat(reply.header("retry-after")).contains("5");
            assertThat(reply.header("cache-control")).contains("no-store");
            assertThat(reply.text()).contains("<h1>Footlight is back in a moment</h1>", "http-equiv=\"refresh\"");
        }
    }

    @Test
    void headIsAnsweredLikeGetWithoutBody() {
        var reply = RUNNING.browser().send("HEAD", "/", new byte[0], null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.bytes()).isEmpty();
    }
}
