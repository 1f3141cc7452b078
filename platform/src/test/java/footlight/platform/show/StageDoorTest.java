package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageDoorTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);

    private final LiveShows live = RUNNING.platform.live();
    private String path = "";
    private Show show = new ShowTable(RUNNING.database.jdbi()).byId(made()).orElseThrow();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    @BeforeEach
    void nothingWasClosed() {
        RUNNING.engine.closed.clear();
    }

    private String made() {
        JsonObject made =
                OWNER.post("/channels/default/shows", "{\"title\":\"Door\"}").json();
        path = "/shows/" + made.getString("id");
        return made.getString("id");
    }

    private String firstKey() {
        return OWNER.get(path + "/keys")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    private String key() {
        return OWNER.get(path + "/ingest").json().getString("key");
    }

    @Test
    void aKeyThatIsReplacedWhileItsEncoderIsBeingLetInLetsNobodyIn() throws Exception {
        String key = key();
        String first = firstKey();
        CompletableFuture<Publishing> answer;
        try (HeldRows held = HeldRows.of(RUNNING.databaseUrl, "lock table show in access exclusive mode")) {
            // The key was found good, and the show is being looked up, when another key takes its place.
            answer = CompletableFuture.supplyAsync(() -> live.mayPublish(key, FROM));
            held.awaitSomebodyWaiting();
            held.run("update stream_key set retired_at = now(), sealed = null where show_id = '" + show.id() + "'");
            live.keyTakenBack(show, first, "The stream key was replaced.");
        }
        assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Publishing.Refused.class);
        live.encoderOn(show.streamId(), "rtmp", FROM, "obs");
        eventually(() -> !RUNNING.engine.closed.isEmpty());
        assertThat(live.encoderOn(show)).isFalse();
    }

    @Test
    void whoCameWithTheNewKeyBeforeTheOldOneWasTakenBackStays() {
        String old = firstKey();
        String key = OWNER.post(path + "/ingest/key", "").json().getString("key");
        assertThat(live.mayPublish(key, FROM)).isInstanceOf(Publishing.Admitted.class);
        live.keyTakenBack(show, old, "The stream key was replaced.");
        live.encoderOn(show.streamId(), "rtmp", FROM, "obs");
        eventually(() -> live.encoderOn(show));
    }

    @Test
    void aRefusedGoLiveDoesNotForgetWhoWasLetIn() {
        assertThat(live.mayPublish(key(), FROM)).isInstanceOf(Publishing.Admitted.class);
        assertThat(OWNER.post(path + "/start", "").code()).isEqualTo("encoder-missing");
        live.encoderOn(show.streamId(), "rtmp", FROM, "obs");
        eventually(() -> live.encoderOn(show));
        assertThat(RUNNING.engine.closed).isEmpty();
    }

    @Test
    void anEndedShowIsNotKeptInMemoryByEncodersThatKeepKnocking() {
        String key = key();
        live.mayPublish(key, FROM);
        live.encoderOn(show.streamId(), "rtmp", FROM, "obs");
        eventually(() -> live.encoderOn(show));
        OWNER.post(path + "/start", "");
        OWNER.post(path + "/end", "");
        live.encoderOff(show.streamId(), "The encoder disconnected.");
        eventually(() -> !live.encoderOn(show));
        assertThat(live.mayPublish(key, FROM)).isEqualTo(new Publishing.Refused("This show has ended."));
        RUNNING.clock.pass(Duration.ofSeconds(61));
        live.everySecond();
        assertThat(live.doors().of(show.streamId())).isEqualTo(footlight.platform.door.Doors.Door.NOT_THERE);
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within ten seconds").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
