package footlight.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files are read back by a library that is not ours.
class CalendarTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private final House house = new House(RUNNING);
    private final String handle =
            RUNNING.browser().get("/channels/" + house.channel).json().getString("handle");

    private String plan(JsonObject form) {
        Browser.Reply made = house.founder.post("/channels/" + house.channel + "/shows", form.encode());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getString("id");
    }

    private static JsonObject at(String title, String startsAt) {
        return new JsonObject().put("title", title).put("startsAt", startsAt);
    }

    private static Browser.Reply file(String path) {
        Browser.Reply reply = RUNNING.browser().page(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static ICalendar read(Browser.Reply reply) {
        ICalendar calendar = Biweekly.parse(reply.text()).first();
        assertThat(calendar.validate(ICalVersion.V2_0).isEmpty())
                .as(calendar.validate(ICalVersion.V2_0).toString())
                .isTrue();
        return calendar;
    }

    private static VEvent event(Browser.Reply reply) {
        ICalendar calendar = read(reply);
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().getFirst();
    }

    @Test
    void aShowIsReadAsItWasPlanned() {
        String words = "Line one, with; signs \\ and\nline two: 𝄞 " + "ünïcödé ".repeat(60);
        String show = plan(at("Tap, jam; \\ fun 🎩", "2026-11-22T19:30:00Z").put("description", words));
        Browser.Reply reply = file("/s/" + show + ".ics");
        VEvent event = event(reply);
        assertThat(event.getUid().getValue()).isEqualTo(show + "@footlight");
        assertThat(event.getSummary().getValue()).isEqualTo("Tap, jam; \\ fun 🎩");
        assertThat(event.getDescription().getValue()).startsWith(words.strip()).endsWith("/s/" + show);
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2026-11-22T19:30:00Z"));
        assertThat(event.getUrl().getValue()).isEqualTo(RUNNING.url() + "/s/" + show);
        assertThat(event.getSequence().getValue()).isZero();
        assertThat(reply.header("content-type")).contains("text/calendar; charset=utf-8");
    }

    @Test
    void everyLineEndsAsItShouldAndIsShortEnough() {
        String show = plan(at("🎩".repeat(60), "2026-11-22T19:30:00Z")
                .put("description", "x".repeat(500) + "\u0007\u2028" + "é".repeat(400)));
        byte[] bytes = file("/s/" + show + ".ics").bytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).endsWith("END:VCALENDAR\r\n").doesNotContain("\u0007", "\uFFFD");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        for (String line : text.split("\r\n", -1))
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
        assertThat(event(file("/s/" + show + ".ics")).getSummary().getValue()).isEqualTo("🎩".repeat(60));
    }

    @Test
    void wordsCannotBecomeLinesOfTheirOwn() {
        String show = plan(at("x", "2026-11-22T19:30:00Z")
                .put("description", "a\r\nEND:VEVENT\nBEGIN:VALARM\rATTACH:http://evil.example"));
        VEvent event = event(file("/s/" + show + ".ics"));
        assertThat(event.getAlarms()).isEmpty();
        assertThat(event.getDescription().getValue()).startsWith("a\nEND:VEVENT\nBEGIN:VALARM\nATTACH:");
    }

    /// The nights when the clocks are set, in the zone where the show is planned.
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 2026-10-25T01:30:00Z",
        "Europe/Berlin, 2027-03-28T01:00:00Z",
        "America/New_York, 2027-03-14T06:59:59Z",
        "Australia/Lord_Howe, 2027-04-03T15:15:00Z"
    })
    void theInstantIsRightOnBothSidesOfAChangeOfTheClocks(String zone, String startsAt) {
        String show = plan(at("Night", startsAt).put("timeZone", zone));
        VEvent event = event(file("/s/" + show + ".ics"));
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse(startsAt));
    }

    @Test
    void aShowThatIsMovedKeepsItsNameAndCountsUp() {
        String show = plan(at("Moved", "2026-11-22T19:30:00Z"));
        VEvent before = event(file("/s/" + show + ".ics"));
        RUNNING.clock.pass(Duration.ofMinutes(3));
        house.founder.patch("/shows/" + show, "{\"startsAt\":\"2026-11-23T20:00:00Z\"}");
        VEvent after = event(file("/s/" + show + ".ics"));
        assertThat(after.getUid().getValue()).isEqualTo(before.getUid().getValue());
        assertThat(after.getSequence().getValue())
                .isGreaterThan(before.getSequence().getValue());
        assertThat(after.getLastModified().getValue())
                .isAfter(before.getLastModified().getValue());
        assertThat(after.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2026-11-23T20:00:00Z"));
    }

    @Test
    void aCancelledShowSaysSo() {
        String show = plan(at("Not to be", "2026-11-22T19:30:00Z"));
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set phase = 'cancelled' where id = ?", show));
        VEvent event = event(file("/s/" + show + ".ics"));
        assertThat(event.getStatus().getValue()).isEqualTo("CANCELLED");
        assertThat(event.getSequence().getValue()).isEqualTo(1);
        assertThat(read(file("/@" + handle + ".ics")).getEvents()).hasSize(1);
    }

    @Test
    void aChannelsCalendarHasWhatAnybodyMaySee() {
        plan(at("First", "2026-11-22T19:30:00Z"));
        plan(at("Second", "2026-11-24T19:30:00Z"));
        String hidden = plan(at("Hidden", "2026-11-23T19:30:00Z"));
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set visibility = 'private' where id = ?", hidden));
        ICalendar calendar = read(file("/@" + handle + ".ics"));
        assertThat(calendar.getEvents().stream().map(event -> event.getSummary().getValue()))
                .containsExactly("First", "Second");
        assertThat(calendar.getExperimentalProperty("X-WR-CALNAME").getValue()).isEqualTo("House");
        assertThat(RUNNING.browser().page("/s/" + hidden + ".ics").status()).isEqualTo(404);
    }

    @Test
    void aFileIsKeptAndAskedAboutAgain() {
        String show = plan(at("Kept", "2026-11-22T19:30:00Z"));
        for (String path : List.of("/s/" + show + ".ics", "/@" + handle + ".ics")) {
            Browser.Reply first = file(path);
            RUNNING.clock.pass(Duration.ofMinutes(1));
            String tag = first.header("etag").orElseThrow();
            assertThat(first.header("cache-control")).contains("public, max-age=300");
            Browser.Reply again = RUNNING.browser()
                    .with("if-none-match", "\"other\", W/" + tag)
                    .page(path);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.bytes()).isEmpty();
            house.founder.patch("/shows/" + show, "{\"title\":\"" + path.hashCode() + "\"}");
            assertThat(RUNNING.browser().with("if-none-match", tag).page(path).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of(
                "/s/zzzzzzzzzzzz.ics",
                "/s/" + house.show + ".ics",
                "/s/x.ics",
                "/@nobody-here.ics",
                "/@%00.ics",
                "/s/.ics"))
            assertThat(RUNNING.browser().page(path).status()).as(path).isEqualTo(404);
    }
}
