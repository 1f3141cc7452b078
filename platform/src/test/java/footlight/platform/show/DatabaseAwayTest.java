package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Doorkeeper.Entrance;
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
            live.encoderOn(streamId, "rtmp", FROM);
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
            assertThat(running.platform.doorkeeper().mayPlay(streamId, null)).isInstanceOf(Entrance.Granted.class);

            TestPostgres.back(running.databaseUrl);
            eventually(() -> {
                live.everySecond();
                return running.database.answers() && phase(owner, path).equals("interrupted");
            });
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
