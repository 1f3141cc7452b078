package footlight.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChannelPageTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private final House house = new House(RUNNING);
    private final String handle =
            RUNNING.browser().get("/channels/" + house.channel).json().getString("handle");

    private String plan(String title, String startsAt) {
        JsonObject form = new JsonObject().put("title", title).put("startsAt", startsAt);
        Browser.Reply made = house.founder.post("/channels/" + house.channel + "/shows", form.encode());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getString("id");
    }

    private static List<String> titles(Browser.Reply page) {
        JsonArray items = page.json().getJsonArray("items");
        return items.stream()
                .map(JsonObject.class::cast)
                .map(show -> show.getString("title"))
                .toList();
    }

    @Test
    void aChannelsShowsAreListedForAnybodyWithoutDraftsAndWithoutOthers() {
        plan("Second", "2026-11-23T19:00:00Z");
        plan("First", "2026-11-22T19:00:00Z");
        House other = new House(RUNNING);
        other.founder.post(
                "/channels/" + other.channel + "/shows",
                "{\"title\":\"Elsewhere\",\"startsAt\":\"2026-11-22T20:00:00Z\"}");
        for (String named : List.of(house.channel, "@" + handle)) {
            Browser.Reply first = RUNNING.browser().get("/shows?limit=1&channel=" + named);
            assertThat(titles(first)).containsExactly("First");
            Browser.Reply next = RUNNING.browser()
                    .get("/shows?limit=1&channel=" + named + "&cursor="
                            + first.json().getString("next"));
            assertThat(titles(next)).containsExactly("Second");
            assertThat(next.json().getString("next")).isNull();
        }
        assertThat(RUNNING.browser().get("/shows?channel=@nobody-here").code()).isEqualTo("not-found");
        assertThat(RUNNING.browser().get("/shows?channel=%27").code()).isEqualTo("invalid-request");
    }

    @Test
    void theListUsesAnIndex() {
        String plan = RUNNING.database.jdbi().inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_bitmapscan = off");
            return String.join("\n", handle.createQuery("""
                            explain select id from show where deleted_at is null and visibility = 'public'
                                and phase <> 'draft' and channel_id = 'x' and (list_rank, list_key, id) > (-1, 0, '')
                            order by list_rank, list_key, id limit 25""").mapTo(String.class).list());
        });
        assertThat(plan).contains("show_public_of_channel").doesNotContain("Sort");
    }

    @Test
    void itsPageSaysWhatItIsBeforeAnyScriptRuns() {
        plan("Tap <night>", "2026-11-22T19:00:00Z");
        Browser.Reply page = RUNNING.browser().page("/@" + handle);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        "<title>House · Footlight</title>",
                        "<link rel=\"canonical\" href=\"" + RUNNING.url() + "/@" + handle + "\" />",
                        "content=\"Coming up: Tap &lt;night&gt;.\"",
                        "<h1 class=\"title\">House</h1>",
                        "\">Tap &lt;night&gt;</a></article></li>",
                        "type=\"text/calendar\" href=\"/@" + handle + ".ics\"")
                .doesNotContain("Tap <night>");
    }

    @Test
    void aNameInCapitalsLeadsToThePageAndAnUnknownOneNowhere() {
        Browser.Reply capitals = RUNNING.browser().page("/@" + handle.toUpperCase(java.util.Locale.ROOT));
        assertThat(capitals.status()).isEqualTo(301);
        assertThat(capitals.header("location")).contains("/@" + handle);
        for (String path : List.of("/@nobody-here", "/@x", "/@", "/@" + handle + "/", "/@%00abc", "/@main%0d%0a"))
            assertThat(RUNNING.browser().with("accept", "text/html").page(path).status())
                    .as(path)
                    .isEqualTo(404);
    }
}
