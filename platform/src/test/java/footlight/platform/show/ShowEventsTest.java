package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.FakeEngine;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ShowEventsTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    /// A page with its live connection.
    private static final class Page implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Page(@Nullable String cookie, String... topics) {
            WebSocket.Builder builder =
                    HttpClient.newHttpClient().newWebSocketBuilder().header("origin", RUNNING.url());
            if (cookie != null) builder.header("cookie", cookie);
            socket = builder.buildAsync(URI.create("ws" + RUNNING.url().substring(4) + "/link"), this)
                    .join();
            socket.sendText(new JsonObject().put("subscribe", List.of(topics)).encode(), true)
                    .join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(new JsonObject(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        JsonObject next() throws InterruptedException {
            JsonObject message = messages.poll(10, TimeUnit.SECONDS);
            assertThat(message).as("a message within ten seconds").isNotNull();
            return message;
        }

        JsonObject nextEvent() throws InterruptedException {
            JsonObject event = null;
            while (event == null) event = next().getJsonObject("event");
            return event;
        }

        /// Types of the events until one of this type, that one included.
        List<String> typesUntil(String type) throws InterruptedException {
            List<String> types = new ArrayList<>();
            while (!types.contains(type)) types.add(nextEvent().getString("type"));
            return types;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private static void until(String topic, int listeners, JsonObject show) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (RUNNING.platform.mounts().stream()
                        .filter(footlight.front.link.PageLink.class::isInstance)
                        .map(footlight.front.link.PageLink.class::cast)
                        .mapToInt(link -> link.listeners(topic))
                        .sum()
                < listeners) {
            assertThat(System.nanoTime()).as(show.encode()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aPageHearsOfEachTurnOfItsShowAndTheStudioOfItsEncoder() throws InterruptedException {
        JsonObject show =
                OWNER.post("/channels/default/shows", "{\"title\":\"On air\"}").json();
        String id = show.getString("id");
        String streamId = show.getString("streamId");
        try (Page viewer = new Page(null, "show:" + id);
                Page studio = new Page(OWNER.cookie, "studio:" + id)) {
            until("show:" + id, 1, show);
            until("studio:" + id, 1, show);
            String key = OWNER.get("/shows/" + id + "/ingest").json().getString("key");
            RUNNING.platform.live().mayPublish(key, FROM);
            RUNNING.engine.sending.put(streamId, FakeEngine.PICTURE_AND_SOUND);
            RUNNING.platform.live().encoderOn(streamId, "rtmp", FROM, "obs");
            JsonObject on = studio.nextEvent();
            assertThat(on.getString("type")).isEqualTo("encoder.on");
            assertThat(on.getJsonObject("encoder").getJsonObject("video").getString("codec"))
                    .isEqualTo("H.264");

            OWNER.patch("/shows/" + id, "{\"title\":\"On air now\"}");
            OWNER.post("/shows/" + id + "/start", "");
            RUNNING.engine.watching.put(streamId, 5);
            RUNNING.platform.live().everySecond();
            RUNNING.platform.live().encoderOff(streamId, "The encoder disconnected.");
            assertThat(studio.typesUntil("encoder.off")).contains("encoder.stats");
            RUNNING.platform.live().encoderOn(streamId, "rtmp", FROM, "obs");
            assertThat(viewer.typesUntil("show.resumed"))
                    .containsSubsequence(
                            "show.updated", "show.live", "show.viewers", "show.interrupted", "show.resumed");
            OWNER.post("/shows/" + id + "/end", "");
            JsonObject ended = viewer.nextEvent();
            assertThat(ended.getString("type")).isEqualTo("show.ended");
            assertThat(ended.getJsonObject("show").getString("title")).isEqualTo("On air now");
            assertThat(ended.getJsonObject("show").containsKey("own")).isFalse();
        }
    }

    @Test
    void onlyWhoeverRunsAShowMayListenToItsStudioAndNobodyToWhatIsNotThere() throws InterruptedException {
        JsonObject show = OWNER.post("/channels/default/shows", "{\"title\":\"Closed doors\"}")
                .json();
        try (Page stranger = new Page(null, "studio:" + show.getString("id"), "show:zzzzzzzzzzzz", "accounts:all")) {
            List<String> refused = new ArrayList<>();
            while (refused.size() < 3) refused.add(stranger.next().getString("refused"));
            assertThat(refused)
                    .containsExactlyInAnyOrder("studio:" + show.getString("id"), "show:zzzzzzzzzzzz", "accounts:all");
        }
    }

    @Test
    void whoeverSignsOutHearsNoMoreFromTheStudioInAnyTab() throws InterruptedException {
        Browser leaving = RUNNING.browser();
        leaving.signIn("ada@example.org", Browser.PASSWORD);
        JsonObject show = OWNER.post("/channels/default/shows", "{\"title\":\"Open tabs\"}")
                .json();
        String studio = "studio:" + show.getString("id");
        try (Page other = new Page(OWNER.cookie, studio);
                Page tab = new Page(leaving.cookie, studio, "show:" + show.getString("id"))) {
            until(studio, 2, show);
            assertThat(leaving.delete("/session").status()).isEqualTo(204);
            JsonObject message = tab.next();
            while (!message.containsKey("refused")) message = tab.next();
            assertThat(message.getString("refused")).isEqualTo(studio);
            String key = OWNER.get("/shows/" + show.getString("id") + "/ingest")
                    .json()
                    .getString("key");
            RUNNING.platform.live().mayPublish(key, FROM);
            RUNNING.platform.live().encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
            assertThat(other.nextEvent().getString("type"))
                    .as("another session goes on")
                    .isEqualTo("encoder.on");
            OWNER.patch("/shows/" + show.getString("id"), "{\"title\":\"Shut tabs\"}");
            assertThat(tab.nextEvent().getString("type")).isEqualTo("show.updated");
        }
    }

    @Test
    void theStudioHearsEachSecondWhatTheEncoderCouldDoBetter() throws InterruptedException {
        JsonObject show = OWNER.post("/channels/default/shows", "{\"title\":\"Check-up\"}")
                .json();
        String id = show.getString("id");
        String streamId = show.getString("streamId");
        Instant since = Instant.parse("2026-11-20T18:00:07Z");
        EncoderAdvice there = new EncoderAdvice(
                "keyframes-rare", "warning", "A keyframe comes every 8 s only.", "Set 2 s.", since, null);
        EncoderAdvice over =
                new EncoderAdvice("b-frames", "hint", "No B-frames now.", "Set 0.", since, since.plusSeconds(9));
        try (Page studio = new Page(OWNER.cookie, "studio:" + id)) {
            until("studio:" + id, 1, show);
            RUNNING.platform
                    .live()
                    .mayPublish(OWNER.get("/shows/" + id + "/ingest").json().getString("key"), FROM);
            RUNNING.engine.sending.put(streamId, new EncoderFacts(1, null, null, List.of(there, over)));
            RUNNING.platform.live().encoderOn(streamId, "rtmp", FROM, "obs".repeat(100));
            JsonObject on = studio.nextEvent().getJsonObject("encoder");
            assertThat(on.getString("program")).as("bounded").hasSize(100);
            RUNNING.platform.live().everySecond();
            JsonObject stats = studio.nextEvent();
            assertThat(stats.getString("type")).isEqualTo("encoder.stats");
            assertThat(stats.getJsonObject("encoder").getJsonArray("advice"))
                    .isEqualTo(OWNER.get("/shows/" + id + "/encoder").json().getJsonArray("advice"))
                    .containsExactly(
                            new JsonObject()
                                    .put("code", "keyframes-rare")
                                    .put("severity", "warning")
                                    .put("sentence", "A keyframe comes every 8 s only.")
                                    .put("remedy", "Set 2 s.")
                                    .put("since", "2026-11-20T18:00:07Z")
                                    .put("overSince", null),
                            new JsonObject()
                                    .put("code", "b-frames")
                                    .put("severity", "hint")
                                    .put("sentence", "No B-frames now.")
                                    .put("remedy", "Set 0.")
                                    .put("since", "2026-11-20T18:00:07Z")
                                    .put("overSince", "2026-11-20T18:00:16Z"));
        }
    }

    @Test
    void whoIsLetGoFromTheTeamHearsNoMoreOfItsStudios() throws InterruptedException {
        House house = new House(RUNNING);
        String studio = "studio:" + house.show;
        JsonObject show = RUNNING.browser().get("/shows/" + house.show).json();
        try (Page stays = new Page(house.founder.cookie, studio);
                Page goes = new Page(house.member.cookie, studio)) {
            until(studio, 2, show);
            String member = "/channels/" + house.channel + "/members/" + house.member.accountId;
            assertThat(house.founder.delete(member).status()).isEqualTo(204);
            JsonObject refused = goes.next();
            while (refused.getString("refused") == null) refused = goes.next();
            assertThat(refused.getString("refused")).isEqualTo(studio);
            RUNNING.platform
                    .live()
                    .mayPublish(
                            house.founder
                                    .get("/shows/" + house.show + "/ingest")
                                    .json()
                                    .getString("key"),
                            FROM);
            RUNNING.engine.sending.put(show.getString("streamId"), FakeEngine.PICTURE_AND_SOUND);
            RUNNING.platform.live().encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
            assertThat(stays.nextEvent().getString("type")).isEqualTo("encoder.on");
        }
    }
}
