package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Turnstile.Entrance;
import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);

    @Test
    void liveShowsGoOnWithoutTheDatabaseAndWhatHappenedIsWrittenLater() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            JsonObject show = owner.post("/channels/default/shows", "{\"title\":\"Blackout\",\"autoStart\":true}")
                    .json();
            String path = "/shows/" + show.getString("id");
            String streamId = show.getString("streamId");
            String key = owner.get(path + "/ingest").json().getString("key");
            LiveShows live = running.platform.live();
            live.mayPublish(key, FROM);
            live.encoderOn(streamId, "rtmp", FROM, "obs");
            eventually(() -> phase(owner, path).equals("live"));

            TestPostgres.away(running.databaseUrl);
            assertThat(running.database.answers()).isFalse();
            var refused = owner.post(path + "/end", "");
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("unavailable");
            assertThat(refused.header("retry-after")).contains("5");
            live.encoderOff(streamId, "The encoder disconnected.");
            assertThat(live.mayPublish("sk_another", FROM)).isInstanceOf(Publishing.Refused.class);
            assertThat(live.mayPublish(key, FROM)).as("known from before").isEqualTo(new Publishing.Admitted(streamId));
            assertThat(running.platform.turnstile().mayPlay(streamId, null, "")).isInstanceOf(Entrance.Granted.class);

            TestPostgres.back(running.databaseUrl);
            eventually(() -> {
                live.everySecond();
                return running.database.answers() && phase(owner, path).equals("interrupted");
            });
        }
    }

    @Test
    void aShowThatEndsByItselfWithoutTheDatabaseHasEndedInItLater() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            JsonObject show = owner.post("/channels/default/shows", "{\"title\":\"Gone\",\"autoStart\":true}")
                    .json();
            String path = "/shows/" + show.getString("id");
            String streamId = show.getString("streamId");
            LiveShows live = running.platform.live();
            live.mayPublish(owner.get(path + "/ingest").json().getString("key"), FROM);
            live.encoderOn(streamId, "rtmp", FROM, "obs");
            live.encoderOff(streamId, "The encoder disconnected.");
            eventually(() -> phase(owner, path).equals("interrupted"));

            TestPostgres.away(running.databaseUrl);
            running.clock.pass(Duration.ofHours(13));
            live.everySecond();
            eventually(() -> running.engine.closed.contains("viewers " + streamId + " The show has ended."));

            TestPostgres.back(running.databaseUrl);
            eventually(() -> {
                live.everySecond();
                return running.database.answers() && phase(owner, path).equals("ended");
            });
            assertThat(running.platform.turnstile().mayPlay(streamId, null, ""))
                    .isNotInstanceOf(Entrance.Granted.class);
        }
    }

    @Test
    void newsOfAnEncoderDoesNotWaitForWhatIsToBeWrittenLater() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            JsonObject made = owner.post("/channels/default/shows", "{\"title\":\"On\",\"autoStart\":true}")
                    .json();
            String path = "/shows/" + made.getString("id");
            LiveShows live = running.platform.live();
            live.mayPublish(owner.get(path + "/ingest").json().getString("key"), FROM);
            live.encoderOn(made.getString("streamId"), "rtmp", FROM, "obs");
            eventually(() -> phase(owner, path).equals("live"));
            Show show = new ShowTable(running.database.jdbi())
                    .byId(made.getString("id"))
                    .orElseThrow();

            TestPostgres.away(running.databaseUrl);
            live.encoderOff(show.streamId(), "The encoder disconnected.");
            eventually(() -> !live.encoderOn(show));
            // Minutes without the database, in which each try to write, and each question here, takes seconds.
            for (int minute = 0; minute < 3; minute++) {
                assertThat(running.database.answers()).isFalse();
                for (int second = 0; second < 60; second++) live.everySecond();
            }
            live.encoderOn(show.streamId(), "rtmp", FROM, "obs");
            eventually(() -> live.encoderOn(show));
            TestPostgres.back(running.databaseUrl);
        }
    }

    private static String phase(Browser browser, String path) {
        return String.valueOf(browser.get(path).json().getString("phase"));
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within forty seconds").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
