package footlight.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowCardTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private final House house = new House(RUNNING);

    private String plan(JsonObject form) {
        Browser.Reply made = house.founder.post("/channels/" + house.channel + "/shows", form.encode());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getString("id");
    }

    private static JsonObject event(String html) {
        String open = "<script type=\"application/ld+json\">";
        int from = html.indexOf(open) + open.length();
        return new JsonObject(html.substring(from, html.indexOf("</script>", from)))
                .getJsonArray("@graph")
                .getJsonObject(0);
    }

    @Test
    void aShowsPageSaysToProgramsWhatItIs() {
        String show = plan(new JsonObject().put("title", "Tap night").put("startsAt", "2026-11-21T19:30:00Z"));
        String html = RUNNING.browser().page("/s/" + show).text();
        String page = RUNNING.url() + "/s/" + show;
        assertThat(html)
                .contains("type=\"application/json+oembed\" href=\"" + RUNNING.url() + "/oembed?url=")
                .contains("type=\"text/calendar\" href=\"" + page + ".ics\"")
                .contains("<meta property=\"og:video\" content=\"" + page + "/embed\" />")
                .contains("<meta property=\"og:type\" content=\"video.other\" />");
        JsonObject event = event(html);
        assertThat(event.getString("@type")).isEqualTo("BroadcastEvent");
        assertThat(event.getString("startDate")).isEqualTo("2026-11-21T19:30:00Z");
        assertThat(event.getString("eventStatus")).isEqualTo("https://schema.org/EventScheduled");
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set phase = 'cancelled' where id = ?", show));
        assertThat(event(RUNNING.browser().page("/s/" + show).text()).getString("eventStatus"))
                .isEqualTo("https://schema.org/EventCancelled");
    }

    @Test
    void wordsOfAShowEndNoScript() {
        String hostile = "</script><script>alert(1)</script> & \u2028";
        String show = plan(new JsonObject().put("title", "x </script>").put("description", hostile));
        String html = RUNNING.browser().page("/s/" + show).text();
        assertThat(html).doesNotContain("<script>alert");
        assertThat(event(html).getString("description")).isEqualTo(hostile);
    }

    @Test
    void whatIsNotForEverybodyIsInNoIndex() {
        String show = plan(new JsonObject().put("title", "Among friends").put("startsAt", "2026-11-21T19:30:00Z"));
        assertThat(RUNNING.browser().page("/s/" + show).text()).doesNotContain("noindex");
        RUNNING.clock.pass(java.time.Duration.ofMinutes(6));
        assertThat(RUNNING.browser().page("/sitemap.xml").text()).contains("/s/" + show + "</loc>");
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set visibility = 'unlisted' where id = ?", show));
        assertThat(RUNNING.browser().page("/s/" + show).text())
                .contains("<meta name=\"robots\" content=\"noindex\" />");
        RUNNING.clock.pass(java.time.Duration.ofMinutes(6));
        Browser.Reply sitemap = RUNNING.browser().page("/sitemap.xml");
        assertThat(sitemap.status()).isEqualTo(200);
        assertThat(sitemap.text()).doesNotContain(show);
        for (String own : java.util.List.of("/account", "/admin/mail", "/sign-up", "/enter/" + show))
            assertThat(RUNNING.browser().page(own).header("x-robots-tag"))
                    .as(own)
                    .contains("noindex");
        assertThat(RUNNING.browser().page("/").header("x-robots-tag")).isEmpty();
        assertThat(RUNNING.browser().page("/robots.txt").text())
                .contains("Disallow: /admin\n", "Disallow: /account\n", "Disallow: /following\n")
                .contains("Disallow: /sign-up\n", "Disallow: /enter/\n")
                .contains("Disallow: /manage\n", "Sitemap: " + RUNNING.url() + "/sitemap.xml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Europe/Berlin       | 2027-03-28T00:59:00Z | 28 March 2027, 01:59
            Europe/Berlin       | 2027-03-28T01:00:00Z | 28 March 2027, 03:00
            Europe/Berlin       | 2027-10-31T00:30:00Z | 31 October 2027, 02:30
            Europe/Berlin       | 2027-10-31T01:30:00Z | 31 October 2027, 02:30
            America/New_York    | 2027-03-14T07:00:00Z | 14 March 2027, 03:00
            Australia/Lord_Howe | 2027-10-02T15:40:00Z | 3 October 2027, 02:40
            Pacific/Chatham     | 2027-09-25T14:15:00Z | 26 September 2027, 04:00
            Asia/Kathmandu      | 2027-03-27T20:45:00Z | 28 March 2027, 02:30
            America/Santiago    | 2027-09-05T04:00:00Z | 5 September 2027, 01:00
            """)
    void whatIsReadWithoutAScriptIsTheClockOfTheShowsZoneAlsoWhereItIsChanged(String zone, String at, String shown) {
        String show =
                plan(new JsonObject().put("title", "Late").put("startsAt", at).put("timeZone", zone));
        assertThat(RUNNING.browser().page("/s/" + show).text())
                .contains("Starts on " + shown + " (" + zone + ").")
                .contains("datetime=\"" + at + "\"");
    }
}
