package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Turnstile.Entrance;
import footlight.platform.running.Browser;
import footlight.platform.running.FakeEngine;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveShowTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);

    private RunningPlatform running = RunningPlatform.open();
    private Browser owner = running.owner();

    @AfterEach
    void close() {
        running.close();
    }

    private JsonObject create(String json) {
        return owner.post("/channels/default/shows", json).json();
    }

    private String key(JsonObject show) {
        return owner.get("/shows/" + show.getString("id") + "/ingest").json().getString("key");
    }

    private void encoderOn(JsonObject show) {
        assertThat(running.platform.live().mayPublish(key(show), FROM))
                .isEqualTo(new Publishing.Admitted(show.getString("streamId")));
        running.engine.sending.put(show.getString("streamId"), FakeEngine.PICTURE_AND_SOUND);
        running.platform.live().encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
        eventually(() -> encoder(show).getBoolean("on"));
    }

    private void encoderOff(JsonObject show) {
        running.engine.sending.remove(show.getString("streamId"));
        running.platform.live().encoderOff(show.getString("streamId"), "The encoder disconnected.");
        eventually(() -> !encoder(show).getBoolean("on"));
    }

    private JsonObject encoder(JsonObject show) {
        return owner.get("/shows/" + show.getString("id") + "/encoder").json();
    }

    private JsonObject seen(JsonObject show) {
        return running.browser().get("/shows/" + show.getString("id")).json();
    }

    private String phase(JsonObject show) {
        return seen(show).getString("phase");
    }

    private Browser.Reply tell(JsonObject show, String deed) {
        return owner.post("/shows/" + show.getString("id") + "/" + deed, "");
    }

    private boolean everybodyMayWatch(JsonObject show) {
        return running.platform.turnstile().mayPlay(show.getString("streamId"), null, "") instanceof Entrance.Granted;
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within ten seconds").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private Entrance entrance(JsonObject show) {
        return running.platform.turnstile().mayPlay(show.getString("streamId"), null, "");
    }

    private JsonObject ended(String json) {
        JsonObject show = create(json);
        encoderOn(show);
        tell(show, "start");
        tell(show, "end");
        encoderOff(show);
        return show;
    }

    @Test
    void forAMinuteAfterItsEndTheRestOfAPublicShowMayBeFetched() {
        JsonObject show = ended("{\"title\":\"Curtain\"}");
        running.clock.pass(Duration.ofSeconds(59));
        running.platform.live().everySecond();
        assertThat(entrance(show)).isEqualTo(new Entrance.Remainder());
        running.clock.pass(Duration.ofSeconds(1));
        running.platform.live().everySecond();
        assertThat(entrance(show)).isInstanceOf(Entrance.Refused.class);
    }

    @Test
    void ofADeletedShowNothingIsLeftToFetch() {
        JsonObject show = ended("{\"title\":\"Gone\"}");
        assertThat(owner.delete("/shows/" + show.getString("id")).status()).isEqualTo(204);
        assertThat(entrance(show)).isInstanceOf(Entrance.Refused.class);
    }

    @Test
    void anEncoderThatIsOnIsNotLiveUntilItsCreatorSaysSo() {
        JsonObject show = create("{\"title\":\"Quiet start\"}");
        assertThat(tell(show, "start").code()).isEqualTo("encoder-missing");
        assertThat(tell(show, "end").code()).isEqualTo("not-live-yet");
        encoderOn(show);
        assertThat(phase(show)).isEqualTo("draft");
        assertThat(everybodyMayWatch(show)).isFalse();
        JsonObject encoder = encoder(show);
        assertThat(encoder.getJsonObject("video").getInteger("width")).isEqualTo(1280);
        assertThat(encoder.getString("from")).isEqualTo("192.0.2.7");
        String pass =
                owner.get("/shows/" + show.getString("id") + "/playback").json().getString("pass");
        assertThat(running.platform.turnstile().mayPlay(show.getString("streamId"), pass, ""))
                .isInstanceOf(Entrance.Granted.class);

        running.engine.watching.put(show.getString("streamId"), 3);
        JsonObject live = tell(show, "start").json();
        assertThat(live.getString("phase")).isEqualTo("live");
        assertThat(live.getString("startedAt")).isEqualTo("2026-11-20T18:00:00Z");
        assertThat(live.getInteger("viewers")).isEqualTo(3);
        assertThat(everybodyMayWatch(show)).isTrue();
        assertThat(tell(show, "start").status()).as("twice is once").isEqualTo(200);
    }

    @Test
    void aShowThatStartsByItselfIsLiveWithItsEncoder() {
        JsonObject show = create("{\"title\":\"Demo\",\"autoStart\":true}");
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
    }

    @Test
    void aDroppedEncoderInterruptsAndAReturningOneResumes() {
        JsonObject show = create("{\"title\":\"Bad line\",\"autoStart\":true}");
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
        running.clock.pass(Duration.ofMinutes(5));
        encoderOff(show);
        eventually(() -> phase(show).equals("interrupted"));
        JsonObject away = seen(show);
        assertThat(away.getString("phase")).isEqualTo("interrupted");
        assertThat(away.getString("interruptedAt")).isEqualTo("2026-11-20T18:05:00Z");
        assertThat(away.getString("graceUntil")).isEqualTo("2026-11-20T18:07:00Z");
        assertThat(everybodyMayWatch(show)).as("players wait").isTrue();
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
        assertThat(seen(show).getString("startedAt")).isEqualTo("2026-11-20T18:00:00Z");
        assertThat(seen(show).getString("interruptedAt")).isNull();
    }

    @Test
    void aMistypedKeyIsToldInEveryStudioThatWaitsAndInNoOther() {
        JsonObject waiting = create("{\"title\":\"Waits\"}");
        JsonObject on = create("{\"title\":\"Has its encoder\",\"autoStart\":true}");
        encoderOn(on);
        String typo = key(waiting) + "x";
        assertThat(running.platform.live().mayPublish(typo, FROM)).isInstanceOf(Publishing.Refused.class);
        assertThat(running.platform.live().mayPublish("k".repeat(101), FROM)).isInstanceOf(Publishing.Refused.class);
        JsonArray refusals = encoder(waiting).getJsonArray("refusals");
        assertThat(refusals)
                .containsExactly(new JsonObject()
                        .put("at", "2026-11-20T18:00:00Z")
                        .put("from", "192.0.2.7")
                        .put("code", "unknown-key")
                        .put(
                                "reason",
                                "An encoder at 192.0.2.7 tried a key that belongs to no show."
                                        + " Copy the key again into its settings.")
                        .put("count", 2));
        assertThat(encoder(on).getJsonArray("refusals")).isEmpty();
        running.clock.pass(Duration.ofMinutes(11));
        assertThat(encoder(waiting).getJsonArray("refusals")).isEmpty();
    }

    @Test
    void endingClosesViewersAndEncoderForGood() {
        JsonObject show = create("{\"title\":\"Last song\",\"autoStart\":true}");
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
        String path = "/shows/" + show.getString("id");
        assertThat(owner.delete(path).code()).isEqualTo("show-is-live");
        assertThat(tell(show, "end").json().getString("phase")).isEqualTo("ended");
        assertThat(running.engine.closed)
                .contains(
                        "viewers " + show.getString("streamId") + " The show has ended.",
                        "publisher " + show.getString("streamId") + " The show has ended.");
        assertThat(everybodyMayWatch(show)).isFalse();
        assertThat(running.platform.live().mayPublish(key(show), FROM))
                .isEqualTo(new Publishing.Refused("This show has ended."));
        assertThat(tell(show, "end").status()).as("twice is once").isEqualTo(200);
        assertThat(tell(show, "start").code()).isEqualTo("show-has-ended");
        encoderOff(show);
        assertThat(owner.delete(path).status()).isEqualTo(204);
    }

    @Test
    void aShowWhoseEncoderNeverComesBackEndsByItself() {
        JsonObject show = create("{\"title\":\"Lost\",\"autoStart\":true}");
        encoderOn(show);
        encoderOff(show);
        eventually(() -> phase(show).equals("interrupted"));
        running.clock.pass(Duration.ofHours(11));
        running.platform.live().everySecond();
        assertThat(phase(show)).isEqualTo("interrupted");
        running.clock.pass(Duration.ofHours(2));
        running.platform.live().everySecond();
        eventually(() -> phase(show).equals("ended"));
    }

    @Test
    void aClockThatIsSetDoesNotEndAShowThatWaitsForItsEncoder() {
        JsonObject show = create("{\"title\":\"Daylight\",\"autoStart\":true}");
        encoderOn(show);
        encoderOff(show);
        eventually(() -> phase(show).equals("interrupted"));
        running.platform.live().everySecond();
        for (String wrong : List.of("2027-11-20T18:00:00Z", "3026-01-01T00:00:00Z", "1970-01-01T00:00:00Z")) {
            running.clock.set(Instant.parse(wrong));
            running.platform.live().everySecond();
        }
        running.clock.pass(Duration.ofHours(11));
        running.platform.live().everySecond();
        assertThat(phase(show)).isEqualTo("interrupted");
        running.clock.pass(Duration.ofHours(2));
        running.platform.live().everySecond();
        eventually(() -> phase(show).equals("ended"));
    }

    @Test
    void aReplacedKeyStopsItsEncoderAndIsToldApartFromAWrongOne() {
        JsonObject show = create("{\"title\":\"Leaked key\"}");
        String old = key(show);
        encoderOn(show);
        owner.post("/shows/" + show.getString("id") + "/ingest/key", "");
        assertThat(running.engine.closed)
                .contains("publisher " + show.getString("streamId") + " The stream key was replaced.");
        assertThat(running.platform.live().mayPublish(old, FROM))
                .isEqualTo(new Publishing.Refused("This stream key was replaced at 2026-11-20T18:00:00Z."));
        JsonObject refusal = encoder(show).getJsonArray("refusals").getJsonObject(0);
        assertThat(refusal.getString("code")).isEqualTo("key-rotated");
        assertThat(refusal.getString("from")).isEqualTo("192.0.2.7");
        assertThat(running.platform.live().mayPublish("sk_nonsense", FROM))
                .isEqualTo(new Publishing.Refused("There is no such stream key."));
        assertThat(running.platform.live().mayPublish("x".repeat(100_000), FROM))
                .isInstanceOf(Publishing.Refused.class);
    }

    @Test
    void anEncoderAdmittedJustBeforeItsKeyWasReplacedIsSentAway() {
        JsonObject show = create("{\"title\":\"Race\"}");
        assertThat(running.platform.live().mayPublish(key(show), FROM)).isInstanceOf(Publishing.Admitted.class);
        owner.post("/shows/" + show.getString("id") + "/ingest/key", "");
        running.engine.closed.clear();
        running.platform.live().encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
        eventually(() -> running.engine.closed.contains(
                "publisher " + show.getString("streamId") + " The stream key is not good any more."));
        assertThat(encoder(show).getBoolean("on")).isFalse();
    }

    @Test
    void theLastTwentyRefusedEncodersAreRemembered() {
        JsonObject show = create("{\"title\":\"Crowded\"}");
        encoderOn(show);
        for (int i = 0; i < 25; i++)
            running.platform
                    .live()
                    .encoderRefused(
                            show.getString("streamId"),
                            FROM,
                            RefusedEncoder.Kind.SECOND_ENCODER,
                            "A second encoder was refused.");
        eventually(() -> encoder(show).getJsonArray("refusals").size() == 20);
        JsonArray refusals = encoder(show).getJsonArray("refusals");
        assertThat(refusals.getJsonObject(0).getString("code")).isEqualTo("second-encoder");
    }

    @Test
    void afterARestartALiveShowWaitsForItsEncoderAndGoesOn() throws IOException {
        JsonObject show = create("{\"title\":\"Survivor\",\"autoStart\":true}");
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
        String key = key(show);
        running = running.restarted();
        owner = running.owner();
        assertThat(phase(show)).isEqualTo("interrupted");
        assertThat(everybodyMayWatch(show)).isTrue();
        assertThat(key(show)).as("the key file stayed").isEqualTo(key);
        encoderOn(show);
        eventually(() -> phase(show).equals("live"));
    }

    @Test
    void severalShowsAreLiveAtOnceAndNoneTouchesAnother() {
        JsonObject one = create("{\"title\":\"One\",\"autoStart\":true}");
        JsonObject two = create("{\"title\":\"Two\",\"autoStart\":true}");
        encoderOn(one);
        encoderOn(two);
        eventually(() -> phase(two).equals("live"));
        assertThat(running.browser().get("/shows?phase=live").json().getJsonArray("items"))
                .hasSize(2);
        tell(one, "end");
        assertThat(phase(two)).isEqualTo("live");
        assertThat(everybodyMayWatch(two)).isTrue();
        assertThat(running.engine.closed).noneMatch(line -> line.contains(two.getString("streamId")));
    }
}
