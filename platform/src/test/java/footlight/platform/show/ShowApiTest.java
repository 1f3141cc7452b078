package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ShowApiTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static JsonObject create(Browser browser, JsonObject form) {
        var reply = browser.post("/channels/default/shows", form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    @Test
    void aPlannedShowIsThereForEverybodyAndItsOwnPartForItsOwner() {
        JsonObject made = create(
                OWNER,
                new JsonObject()
                        .put("title", "  Tap night 🎩 ")
                        .put("description", "Three rounds.\nAnd a jam.")
                        .put("startsAt", "2026-11-21T20:30:00+01:00")
                        .put("timeZone", "Europe/Berlin"));
        String path = "/shows/" + made.getString("id");
        var seen = RUNNING.browser().get(path).json();
        assertThat(seen.getString("title")).isEqualTo("Tap night 🎩");
        assertThat(seen.getString("phase")).isEqualTo("scheduled");
        assertThat(seen.getString("startsAt")).isEqualTo("2026-11-21T19:30:00Z");
        assertThat(seen.getString("timeZone")).isEqualTo("Europe/Berlin");
        assertThat(seen.getString("watchUrl")).isEqualTo(RUNNING.url() + "/s/" + made.getString("id"));
        assertThat(seen.containsKey("own")).isFalse();
        var own = OWNER.get(path);
        assertThat(own.json().getJsonObject("own").getString("etag")).isEqualTo("\"1\"");
        assertThat(own.header("etag")).contains("\"1\"");
    }

    @Test
    void editingChangesWhatIsNamedAndNothingElse() {
        JsonObject made = create(
                OWNER,
                new JsonObject()
                        .put("title", "Before")
                        .put("description", "stays")
                        .put("autoStart", true));
        String path = "/shows/" + made.getString("id");
        var dated = OWNER.patch(path, "{\"startsAt\":\"2027-01-01T10:00:00Z\"}");
        assertThat(dated.json().getString("phase")).isEqualTo("scheduled");
        assertThat(dated.json().getString("description")).isEqualTo("stays");
        assertThat(dated.json().getJsonObject("own").getBoolean("autoStart")).isTrue();
        var undated = OWNER.patch(path, "{\"startsAt\":null}");
        assertThat(undated.json().getString("phase")).isEqualTo("draft");
        assertThat(undated.header("etag")).contains("\"3\"");
        assertThat(OWNER.patch(path, "{\"title\":\"Before\"}").header("etag"))
                .as("what changes nothing is no change")
                .contains("\"3\"");
    }

    @Test
    void theSecondOfTwoEditorsIsTold() {
        String path =
                "/shows/" + create(OWNER, new JsonObject().put("title", "One")).getString("id");
        Browser other = RUNNING.owner();
        OWNER.with("if-match", "\"1\"");
        other.with("if-match", "\"1\"");
        try {
            assertThat(OWNER.patch(path, "{\"title\":\"Two\"}").status()).isEqualTo(200);
            var late = other.patch(path, "{\"title\":\"Three\"}");
            assertThat(late.status()).isEqualTo(412);
            assertThat(late.code()).isEqualTo("changed-meanwhile");
            assertThat(other.delete(path).status()).isEqualTo(412);
            assertThat(other.with("if-match", "nonsense").delete(path).status()).isEqualTo(412);
            assertThat(OWNER.get(path).json().getString("title")).isEqualTo("Two");
        } finally {
            OWNER.with("if-match", null);
        }
    }

    @Test
    void aDeletedShowIsGone() {
        String path = "/shows/"
                + create(OWNER, new JsonObject().put("title", "Short")).getString("id");
        assertThat(OWNER.delete(path).status()).isEqualTo(204);
        assertThat(OWNER.get(path).code()).isEqualTo("not-found");
        assertThat(OWNER.delete(path).status()).isEqualTo(404);
        assertThat(OWNER.get(path + "/ingest").status()).isEqualTo(404);
    }

    @Test
    void listsComeInOrderAndInPagesWithoutGapsOrRepeats() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            for (int i = 0; i < 7; i++) {
                JsonObject form = new JsonObject().put("title", "show " + i);
                // Some at the very same time, some without one.
                if (i % 3 != 0) form.put("startsAt", "2026-12-0" + (1 + i / 3) + "T20:00:00Z");
                create(owner, form);
            }
            List<String> all = titles(owner, "/channels/default/shows?limit=2");
            assertThat(all).hasSize(7).doesNotHaveDuplicates();
            assertThat(all.subList(0, 2)).containsExactlyInAnyOrder("show 1", "show 2");
            assertThat(all.subList(2, 4)).containsExactlyInAnyOrder("show 4", "show 5");
            List<String> upcoming = titles(running.browser(), "/shows?phase=upcoming&limit=3");
            assertThat(upcoming).as("drafts are not announced").hasSize(4);
            assertThat(titles(running.browser(), "/shows?phase=past&limit=3")).isEmpty();
        }
    }

    private static List<String> titles(Browser browser, String path) {
        List<String> titles = new ArrayList<>();
        String next = "";
        while (next != null) {
            var reply = browser.get(path + (next.isEmpty() ? "" : "&cursor=" + next));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            JsonArray items = reply.json().getJsonArray("items");
            for (int i = 0; i < items.size(); i++)
                titles.add(items.getJsonObject(i).getString("title"));
            next = reply.json().getString("next");
        }
        return titles;
    }

    @Test
    void theStreamKeyIsShownToItsOwnerKeptSealedAndReplaced() {
        JsonObject made = create(OWNER, new JsonObject().put("title", "Keys"));
        String path = "/shows/" + made.getString("id") + "/ingest";
        JsonObject ingest = OWNER.get(path).json();
        String key = ingest.getString("key");
        assertThat(key).matches("sk_[a-z2-9]{26}");
        assertThat(ingest.getString("rtmp")).isEqualTo("rtmp://127.0.0.1/live");
        assertThat(ingest.getString("rtmpUrl")).isEqualTo("rtmp://127.0.0.1/live/" + key);
        assertThat(ingest.getString("srt")).isEqualTo("srt://127.0.0.1:8890?streamid=" + key);
        assertThat(ingest.getBoolean("srtPassphrase")).isFalse();
        assertThat(OWNER.get(path).header("cache-control")).contains("no-store");
        String kept = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(encode(lookup, 'escape') || encode(sealed, 'escape'), ' ') from stream_key")
                .mapTo(String.class)
                .one());
        assertThat(kept).doesNotContain(key.substring(3));
        String fresh = OWNER.post(path + "/key", "").json().getString("key");
        assertThat(fresh).isNotEqualTo(key);
        assertThat(OWNER.get(path).json().getString("key")).isEqualTo(fresh);
    }

    @Test
    void playbackOfTheOwnerCarriesAPassAndOfOthersDoesNot() {
        JsonObject made = create(OWNER, new JsonObject().put("title", "Preview"));
        String path = "/shows/" + made.getString("id") + "/playback";
        JsonObject own = OWNER.get(path).json();
        String pass = own.getString("pass");
        assertThat(own.getString("wsflv"))
                .isEqualTo("ws" + RUNNING.url().substring(4) + "/live/" + made.getString("streamId") + ".flv?pass="
                        + pass);
        JsonObject others = RUNNING.browser().get(path).json();
        assertThat(others.getString("pass")).isNull();
        assertThat(others.getString("flv")).endsWith(".flv");
    }

    @Test
    void wordsThatDoNotFitAreRefusedPlainly() {
        record Case(String json, String field, String words) {}
        List<Case> cases = List.of(
                new Case("{}", "title", "is missing"),
                new Case("{\"title\":\"\"}", "title", "must have 1 to 120 characters"),
                new Case("{\"title\":\"   \"}", "title", "must have letters, in one line"),
                new Case("{\"title\":\"a\\nb\"}", "title", "must have letters, in one line"),
                new Case("{\"title\":\"a\\u0000b\"}", "title", "has a character that is none"),
                new Case("{\"title\":\"\\ud800\"}", "title", "has a character that is none"),
                new Case("{\"title\":7}", "title", "must be text"),
                new Case("{\"title\":[\"a\"]}", "title", "must be text"),
                new Case("{\"title\":\"" + "x".repeat(121) + "\"}", "title", "must have 1 to 120 characters"),
                new Case(
                        "{\"title\":\"a\",\"startsAt\":\"soon\"}",
                        "startsAt",
                        "must be a time like 2026-11-20T19:30:00Z"),
                new Case(
                        "{\"title\":\"a\",\"startsAt\":\"9999-01-01T00:00:00Z\"}",
                        "startsAt",
                        "must be a time like 2026-11-20T19:30:00Z"),
                new Case(
                        "{\"title\":\"a\",\"timeZone\":\"Mars/Base\"}",
                        "timeZone",
                        "must be the name of a time zone, such as Europe/Berlin"),
                new Case("{\"title\":\"a\",\"autoStart\":\"yes\"}", "autoStart", "must be true or false"),
                new Case(
                        "{\"title\":\"a\",\"visibility\":\"secret\"}",
                        "visibility",
                        "must be one of [public, unlisted, private]"),
                new Case("{\"title\":\"a\",\"streamId\":\"mine\"}", "streamId", "is not known here"),
                new Case("[]", "", "must be an object"),
                new Case("null", "", "must be an object"),
                new Case("{\"title\":", "", "has a body that is not JSON"),
                new Case("[".repeat(30_000), "", "has a body that is not JSON"));
        for (Case bad : cases) {
            var reply = OWNER.post("/channels/default/shows", bad.json());
            String about = bad.json().substring(0, Math.min(60, bad.json().length()));
            assertThat(reply.status()).as(about).isEqualTo(400);
            assertThat(reply.code()).as(about).isEqualTo("invalid-request");
            JsonObject error = reply.json().getJsonArray("errors").getJsonObject(0);
            assertThat(error.getString("field")).as(about).isEqualTo(bad.field());
            assertThat(error.getString("message")).as(about).isEqualTo(bad.words());
        }
    }
}
