package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Doors, cancelling and what comes by time. The clock begins at 18:00 UTC.
class DoorsAndTimesTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);

    private final LiveShows live = RUNNING.platform.live();
    private long before = RUNNING.platform.showEvents().latest();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    @BeforeEach
    void begin() {
        RUNNING.clock.set(Instant.parse("2026-11-20T18:00:00Z"));
        live.onTime();
        before = RUNNING.platform.showEvents().latest();
        RUNNING.engine.closed.clear();
    }

    private static JsonObject create(String settings) {
        return OWNER.post("/channels/default/shows", "{\"title\":\"Evening\"" + settings + "}")
                .json();
    }

    private static Browser.Reply tell(JsonObject show, String deed) {
        return OWNER.post("/shows/" + show.getString("id") + "/" + deed, deed.equals("cancel") ? "{}" : "");
    }

    private static JsonObject seen(JsonObject show) {
        return RUNNING.browser().get("/shows/" + show.getString("id")).json();
    }

    private static String phase(JsonObject show) {
        return String.valueOf(seen(show).getString("phase"));
    }

    private void encoderOn(JsonObject show) {
        String key =
                OWNER.get("/shows/" + show.getString("id") + "/ingest").json().getString("key");
        assertThat(live.mayPublish(key, FROM)).isInstanceOf(Publishing.Admitted.class);
        live.encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
        eventually(() ->
                OWNER.get("/shows/" + show.getString("id") + "/encoder").json().getBoolean("on"));
    }

    private List<ShowEvent> told() {
        return RUNNING.platform.showEvents().after(before, 100);
    }

    @Test
    void doorsOpenByThemselvesSoManyMinutesBeforeTheStartAndOnce() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T20:00:00Z\",\"doorsOpenMinutes\":30");
        assertThat(show.getString("doorsOpenAt")).isEqualTo("2026-11-20T19:30:00Z");
        RUNNING.clock.pass(Duration.ofMinutes(89));
        live.onTime();
        assertThat(phase(show)).isEqualTo("scheduled");
        RUNNING.clock.pass(Duration.ofMinutes(1));
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        assertThat(told().getLast().kind()).isEqualTo("show.opened");
        assertThat(told().getLast().more()).isEqualTo(new JsonObject().put("by", "time"));
        assertThat(tell(show, "close").json().getString("phase")).isEqualTo("scheduled");
        live.onTime();
        assertThat(phase(show)).as("whoever closed them means it").isEqualTo("scheduled");
        OWNER.patch("/shows/" + show.getString("id"), "{\"startsAt\":\"2026-11-20T20:15:00Z\"}");
        RUNNING.clock.pass(Duration.ofMinutes(15));
        live.onTime();
        assertThat(phase(show)).as("another time is another evening").isEqualTo("open");
    }

    @Test
    void doorsThatNoTimeOpensAreOpenedByHand() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:01:00Z\",\"doorsOpenMinutes\":null");
        assertThat(show.getValue("doorsOpenAt")).isNull();
        RUNNING.clock.pass(Duration.ofHours(1));
        live.onTime();
        assertThat(phase(show)).isEqualTo("scheduled");
        assertThat(tell(show, "open").json().getString("phase")).isEqualTo("open");
        assertThat(tell(show, "open").status()).as("twice is once").isEqualTo(200);
        assertThat(told().getLast().more()).isEqualTo(new JsonObject().put("by", "hand"));
        JsonObject draft = create("");
        assertThat(tell(draft, "open").json().getString("phase")).isEqualTo("open");
        assertThat(tell(draft, "close").json().getString("phase")).isEqualTo("draft");
    }

    @Test
    void whoWaitsIsNotSentAwayWhenTheShowIsPutOffALittle() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:10:00Z\"");
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        String path = "/shows/" + show.getString("id");
        assertThat(OWNER.patch(path, "{\"startsAt\":\"2026-11-20T19:00:00Z\"}")
                        .json()
                        .getString("phase"))
                .isEqualTo("open");
        assertThat(OWNER.patch(path, "{\"startsAt\":\"2026-11-27T19:00:00Z\"}")
                        .json()
                        .getString("phase"))
                .isEqualTo("scheduled");
        assertThat(told()).extracting(ShowEvent::kind).endsWith("show.updated", "show.rescheduled");
        assertThat(OWNER.patch(path, "{\"title\":\"Same time\"}").json().getString("phase"))
                .isEqualTo("scheduled");
    }

    @Test
    void aShowNobodyBeganStaysPlannedAndItsDoorsAreClosedAgain() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:10:00Z\",\"endAfterHours\":2");
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        RUNNING.clock.pass(Duration.ofHours(2));
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        RUNNING.clock.pass(Duration.ofMinutes(11));
        live.onTime();
        assertThat(phase(show)).isEqualTo("scheduled");
        RUNNING.clock.pass(Duration.ofDays(400));
        live.onTime();
        assertThat(phase(show)).as("planned for then, and told so").isEqualTo("scheduled");
    }

    @Test
    void aServerThatWasDownOpensDoorsLateButNotTheNextDay() {
        JsonObject late = create(",\"startsAt\":\"2026-11-20T20:00:00Z\"");
        JsonObject yesterday = create(",\"startsAt\":\"2026-11-20T18:30:00Z\",\"endAfterHours\":1");
        RUNNING.clock.pass(Duration.ofHours(3));
        live.onTime();
        assertThat(phase(late)).isEqualTo("open");
        assertThat(phase(yesterday)).isEqualTo("scheduled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3026-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-11-20T18:00:00Z"})
    void aClockThatIsSetSendsNobodyOutOfTheWaitingRoom(String wrong) {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:10:00Z\",\"endAfterHours\":2");
        live.onTime();
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        RUNNING.clock.set(Instant.parse(wrong));
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        RUNNING.clock.pass(Duration.ofMinutes(131));
        live.onTime();
        assertThat(phase(show)).isEqualTo("scheduled");
    }

    @Test
    void anEncoderThatIsOnBeforeTheTimeGoesLiveAtTheTime() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:10:00Z\",\"startOnTime\":true");
        encoderOn(show);
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
        RUNNING.clock.pass(Duration.ofMinutes(10));
        live.onTime();
        eventually(() -> phase(show).equals("live"));
        assertThat(told().getLast().more()).isEqualTo(new JsonObject().put("by", "time"));
    }

    @Test
    void anEncoderThatIsLateGoesLiveAsItComes() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:10:00Z\",\"startOnTime\":true");
        RUNNING.clock.pass(Duration.ofMinutes(12));
        live.onTime();
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
    }

    @Test
    void aTimeThatIsSetToThePastStartsNothing() {
        JsonObject show = create(",\"startsAt\":\"2026-11-21T18:00:00Z\",\"startOnTime\":true");
        encoderOn(show);
        OWNER.patch("/shows/" + show.getString("id"), "{\"startsAt\":\"2026-11-20T17:00:00Z\"}");
        live.onTime();
        RUNNING.clock.pass(Duration.ofMinutes(1));
        live.onTime();
        assertThat(phase(show)).isEqualTo("open");
    }

    @Test
    void aCancelledShowSaysWhyAndTakesNoEncoder() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T20:00:00Z\"");
        encoderOn(show);
        String path = "/shows/" + show.getString("id");
        String key = OWNER.get(path + "/ingest").json().getString("key");
        JsonObject cancelled = OWNER.post(path + "/cancel", "{\"reason\":\"  Our singer is ill. \"}")
                .json();
        assertThat(cancelled.getString("phase")).isEqualTo("cancelled");
        assertThat(seen(show).getString("cancelledReason")).isEqualTo("Our singer is ill.");
        assertThat(told().getLast().kind()).isEqualTo("show.cancelled");
        assertThat(told().getLast().more()).isEqualTo(new JsonObject().put("reason", "Our singer is ill."));
        assertThat(RUNNING.engine.closed)
                .contains("publisher " + show.getString("streamId") + " The show was cancelled.");
        live.encoderOff(show.getString("streamId"), "The encoder disconnected.");
        assertThat(live.mayPublish(key, FROM)).isEqualTo(new Publishing.Refused("This show was cancelled."));
        assertThat(OWNER.post(path + "/cancel", "{\"reason\":\"Another\"}")
                        .json()
                        .getString("cancelledReason"))
                .isEqualTo("Our singer is ill.");
        for (String deed : List.of("start", "end", "open"))
            assertThat(tell(show, deed).code()).isEqualTo("show-is-cancelled");
        assertThat(RUNNING.browser().get("/shows?phase=past").text()).doesNotContain(show.getString("id"));
        RUNNING.clock.pass(Duration.ofMinutes(110));
        live.onTime();
        assertThat(phase(show)).isEqualTo("cancelled");

        JsonObject again = tell(show, "reinstate").json();
        assertThat(again.getString("phase")).isEqualTo("scheduled");
        assertThat(again.getString("cancelledReason")).isNull();
        assertThat(told().getLast().kind()).isEqualTo("show.scheduled");
        live.onTime();
        assertThat(phase(show)).as("its doors are due").isEqualTo("open");
        encoderOn(show);
        assertThat(tell(show, "start").status()).isEqualTo(200);
        assertThat(tell(show, "cancel").code()).isEqualTo("show-is-live");
        tell(show, "end");
        assertThat(tell(show, "cancel").code()).isEqualTo("show-has-ended");
        assertThat(tell(show, "reinstate").code()).isEqualTo("show-has-ended");
    }

    @Test
    void aCancelledDraftIsADraftAgain() {
        JsonObject show = create("");
        assertThat(tell(show, "cancel").json().getValue("cancelledReason")).isNull();
        assertThat(tell(show, "reinstate").json().getString("phase")).isEqualTo("draft");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"endAfterHours\":0",
                "\"endAfterHours\":49",
                "\"endAfterHours\":null",
                "\"endAfterHours\":1.5",
                "\"doorsOpenMinutes\":-1",
                "\"doorsOpenMinutes\":1441",
                "\"doorsOpenMinutes\":\"15\"",
                "\"startOnTime\":1"
            })
    void settingsThatAreNoneAreRefusedAndChangeNothing(String setting) {
        JsonObject show = create("");
        String path = "/shows/" + show.getString("id");
        assertThat(OWNER.patch(path, "{" + setting + "}").status()).isEqualTo(400);
        assertThat(OWNER.get(path).json().getJsonObject("own").getInteger("endAfterHours"))
                .isEqualTo(12);
    }

    @Test
    void aReasonIsBoundedAndNothingButText() {
        JsonObject show = create("");
        String path = "/shows/" + show.getString("id") + "/cancel";
        for (String body : List.of("", "[]", "{\"reason\":5}", "{\"why\":\"x\"}", "{\"reason\":\"\\u0000\"}"))
            assertThat(OWNER.post(path, body).status()).as(body).isEqualTo(400);
        String tooLong = new JsonObject().put("reason", "x".repeat(501)).encode();
        assertThat(OWNER.post(path, tooLong).status()).isEqualTo(400);
        assertThat(phase(show)).isEqualTo("draft");
    }

    @Test
    void eachShowWaitsForItsEncoderAsLongAsItSays() {
        JsonObject show = create(",\"autoStart\":true,\"endAfterHours\":1");
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
        live.encoderOff(show.getString("streamId"), "The encoder disconnected.");
        eventually(() -> phase(show).equals("interrupted"));
        RUNNING.clock.pass(Duration.ofMinutes(59));
        live.everySecond();
        assertThat(phase(show)).isEqualTo("interrupted");
        RUNNING.clock.pass(Duration.ofMinutes(2));
        live.everySecond();
        eventually(() -> phase(show).equals("ended"));
        assertThat(told().getLast().more()).isEqualTo(new JsonObject().put("by", "time"));
    }

    @Test
    void withoutTheDatabaseNoDoorMovesAndItIsTriedAgain() {
        JsonObject show = create(",\"startsAt\":\"2026-11-20T18:10:00Z\"");
        TestPostgres.away(RUNNING.databaseUrl);
        live.onTime();
        TestPostgres.back(RUNNING.databaseUrl);
        eventually(() -> {
            live.onTime();
            return RUNNING.database.answers() && phase(show).equals("open");
        });
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within twenty seconds").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
