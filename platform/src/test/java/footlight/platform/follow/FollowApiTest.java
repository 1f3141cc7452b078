package footlight.platform.follow;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FollowApiTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private final House house = new House(RUNNING);
    private final String follow = "/channels/" + house.channel + "/follow";
    private final Browser fan = RUNNING.person("Fan");

    private int followers() {
        Browser.Reply reply = house.founder.get("/channels/" + house.channel + "/followers");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().getInteger("count");
    }

    @Test
    void whoFollowsIsCountedOnceAndChoosesTheirLetters() {
        assertThat(fan.get(follow).json()).isEqualTo(new JsonObject("{\"following\":false,\"notices\":\"all\"}"));
        assertThat(fan.api("PUT", follow, "{}").json())
                .isEqualTo(new JsonObject("{\"following\":true,\"notices\":\"all\"}"));
        assertThat(fan.api("PUT", follow, "{\"notices\":\"live\"}").status()).isEqualTo(200);
        assertThat(fan.get(follow).json()).isEqualTo(new JsonObject("{\"following\":true,\"notices\":\"live\"}"));
        assertThat(followers()).isEqualTo(1);
        assertThat(fan.delete(follow).status()).isEqualTo(204);
        assertThat(fan.delete(follow).status()).isEqualTo(204);
        assertThat(followers()).isZero();
    }

    @Test
    void whoIsNobodyOrAProgramCannotFollow() {
        assertThat(RUNNING.browser().api("PUT", follow, "{}").code()).isEqualTo("sign-in-first");
        Browser program = house.program(house.keySecret("shows:read", "channel:write"));
        assertThat(program.api("PUT", follow, "{}").code()).isEqualTo("person-needed");
        assertThat(program.api("PUT", "/shows/" + house.show + "/reminder", "{}")
                        .code())
                .isEqualTo("person-needed");
        assertThat(program.get("/account/follows").code()).isEqualTo("person-needed");
        assertThat(program.get("/account/reminders").code()).isEqualTo("person-needed");
        assertThat(followers()).isZero();
    }

    @Test
    void howManyFollowIsForThoseWhoRunTheChannel() {
        assertThat(fan.get("/channels/" + house.channel + "/followers").code()).isEqualTo("not-found");
    }

    @Test
    void whatSomebodyFollowsIsListedInPagesTheLatestFirst() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            House other = new House(RUNNING);
            fan.api("PUT", "/channels/" + other.channel + "/follow", "{}");
            // Two at the same moment, so that the time alone is no place.
            if (i % 2 == 1) RUNNING.clock.pass(Duration.ofSeconds(1));
            expected.add(other.channel);
        }
        List<String> listed = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject page = fan.get("/account/follows?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.getJsonArray("items")
                    .forEach(item -> listed.add(
                            ((JsonObject) item).getJsonObject("channel").getString("id")));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected).startsWith(expected.getLast());
        assertThat(fan.get("/account/follows?cursor=bm9wZQ").code()).isEqualTo("invalid-request");
        assertThat(fan.get("/account/follows?cursor=OTk5OTk5OTk5LTAxLTAxVDAwOjAwOjAwWiBhYWFhYWFhYWFhYWE")
                        .code())
                .isEqualTo("invalid-request");
    }

    private String show(String form) {
        Browser.Reply made = house.founder.post("/channels/" + house.channel + "/shows", form);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getString("id");
    }

    private JsonObject nextOfHouse() {
        JsonObject listed =
                fan.get("/account/follows").json().getJsonArray("items").getJsonObject(0);
        assertThat(listed.getJsonObject("channel").getString("id")).isEqualTo(house.channel);
        return listed.getJsonObject("next");
    }

    private static String at(Duration fromNow) {
        return "\"" + RUNNING.clock.instant().plus(fromNow) + "\"";
    }

    @Test
    void aChannelThatIsFollowedTellsItsNextShowToEverybodyAlike() {
        house.founder.delete("/shows/" + house.show);
        fan.api("PUT", follow, "{}");
        house.founder.api("PUT", follow, "{}");
        assertThat(nextOfHouse()).isNull();
        show("{\"title\":\"Draft\"}");
        show("{\"title\":\"Secret\",\"visibility\":\"private\",\"startsAt\":" + at(Duration.ofHours(1)) + "}");
        show("{\"title\":\"By link\",\"visibility\":\"unlisted\",\"startsAt\":" + at(Duration.ofHours(1)) + "}");
        assertThat(nextOfHouse()).isNull();
        String later = show("{\"title\":\"Later\",\"startsAt\":" + at(Duration.ofHours(5)) + "}");
        assertThat(nextOfHouse().getString("id")).isEqualTo(later);
        String sooner = show("{\"title\":\"Sooner\",\"startsAt\":" + at(Duration.ofHours(2)) + "}");
        assertThat(nextOfHouse().getString("id")).isEqualTo(sooner);
        assertThat(nextOfHouse().getString("watchUrl")).endsWith("/s/" + sooner);
        assertThat(house.founder.get("/account/follows").text()).doesNotContain("\"own\"");
        RUNNING.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update show set phase = 'live', started_at = starts_at where id = ?", later));
        assertThat(nextOfHouse().getString("id")).as("what is on comes first").isEqualTo(later);
        house.founder.post("/shows/" + sooner + "/cancel", "{}");
        RUNNING.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update show set phase = 'ended', ended_at = now() where id = ?", later));
        assertThat(nextOfHouse()).isNull();
    }

    @Test
    void remindersAreListedInPagesWithoutWhatIsOverOrHidden() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String show = show("{\"title\":\"Show " + i + "\",\"startsAt\":" + at(Duration.ofHours(5)) + "}");
            fan.api("PUT", "/shows/" + show + "/reminder", "{\"minutesBefore\":15}");
            if (i % 2 == 1) RUNNING.clock.pass(Duration.ofSeconds(1));
            expected.add(show);
        }
        List<String> listed = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject page = fan.get("/account/reminders?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.getJsonArray("items").forEach(item -> {
                assertThat(((JsonObject) item).getInteger("minutesBefore")).isEqualTo(15);
                listed.add(((JsonObject) item).getJsonObject("show").getString("id"));
            });
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected).startsWith(expected.getLast());

        house.founder.patch("/shows/" + expected.get(0), "{\"visibility\":\"private\"}");
        house.founder.delete("/shows/" + expected.get(1));
        house.founder.post("/shows/" + expected.get(2) + "/cancel", "{}");
        assertThat(fan.get("/account/reminders").text())
                .contains(expected.get(3), expected.get(4))
                .doesNotContain(expected.get(0), expected.get(1), expected.get(2));
        assertThat(house.founder.get("/account/reminders").json().getJsonArray("items"))
                .as("others are reminded of their own")
                .isEmpty();
        assertThat(fan.get("/account/reminders?cursor=bm9wZQ").code()).isEqualTo("invalid-request");
        assertThat(RUNNING.browser().get("/account/reminders").code()).isEqualTo("sign-in-first");
    }

    @Test
    void aChannelThatIsDeletedIsFollowedByNobody() {
        fan.api("PUT", follow, "{}");
        assertThat(house.founder.delete("/channels/" + house.channel).status()).isEqualTo(204);
        assertThat(fan.get("/account/follows").json().getJsonArray("items")).isEmpty();
        assertThat(fan.api("PUT", follow, "{}").code()).isEqualTo("not-found");
    }

    @Test
    void aReminderIsAnHourBeforeUnlessChosenOtherwise() {
        String reminder = "/shows/" + house.show + "/reminder";
        assertThat(fan.get(reminder).json()).isEqualTo(new JsonObject("{\"reminded\":false,\"minutesBefore\":60}"));
        assertThat(fan.api("PUT", reminder, "{}").json())
                .isEqualTo(new JsonObject("{\"reminded\":true,\"minutesBefore\":60}"));
        assertThat(fan.api("PUT", reminder, "{\"minutesBefore\":1440}").status())
                .isEqualTo(200);
        assertThat(fan.api("PUT", reminder, "{\"minutesBefore\":30}").code()).isEqualTo("invalid-request");
        assertThat(fan.get(reminder).json().getInteger("minutesBefore")).isEqualTo(1440);
        assertThat(house.founder.get(reminder).json().getBoolean("reminded")).isFalse();
        assertThat(fan.delete(reminder).status()).isEqualTo(204);
        assertThat(fan.get(reminder).json().getBoolean("reminded")).isFalse();
    }

    @Test
    void nobodyIsRemindedOfWhatIsOver() {
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set phase = 'ended' where id = ?", house.show));
        assertThat(fan.api("PUT", "/shows/" + house.show + "/reminder", "{}").code())
                .isEqualTo("show-has-ended");
    }
}
