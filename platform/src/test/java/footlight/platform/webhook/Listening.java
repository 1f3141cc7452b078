package footlight.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A channel, and somebody who listens to its webhooks.
@Timeout(60)
abstract class Listening {
    static RunningPlatform shared;

    RunningPlatform running;
    House house;
    Browser founder;
    String webhooks;
    Stranger receiver;
    /// One that hears nothing, and is changed to have the server look.
    String awake = "";

    @BeforeAll
    static void open() {
        shared = RunningPlatform.open();
    }

    @AfterAll
    static void closeShared() {
        shared.close();
    }

    @BeforeEach
    void begin() {
        begin(shared);
    }

    /// For those after which nothing is as before.
    void ownPlatform() {
        receiver.close();
        begin(RunningPlatform.open());
    }

    private void begin(RunningPlatform here) {
        running = here;
        house = new House(running);
        founder = house.founder;
        webhooks = "/channels/" + house.channel + "/webhooks";
        awake = house.webhook;
        receiver = Stranger.open(Stranger.answering(200, "thanks"));
    }

    @AfterEach
    void close() {
        receiver.close();
        if (running != shared) running.close();
    }

    /// Time passes, and the server notices at once.
    void pass(Duration time) {
        running.clock.pass(time);
        var reply = founder.patch(webhooks + "/" + awake, "{\"description\":\"\"}");
        assertThat(reply.status()).isEqualTo(200);
    }

    JsonObject made(JsonObject form) {
        var reply = founder.post(webhooks, form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    JsonObject made(String... events) {
        JsonObject form = new JsonObject().put("url", receiver.url("/in"));
        return made(events.length == 0 ? form : form.put("events", new JsonArray(List.of(events))));
    }

    String show(String title) {
        return founder.post(
                        "/channels/" + house.channel + "/shows",
                        new JsonObject().put("title", title).encode())
                .json()
                .getString("id");
    }

    JsonObject webhook(String id) {
        return founder.get(webhooks + "/" + id).json();
    }

    JsonArray deliveries(String id, String query) {
        return founder.get(webhooks + "/" + id + "/deliveries" + query).json().getJsonArray("items");
    }

    /// The newest delivery of this webhook, once it is so.
    JsonObject awaitNewest(String id, Predicate<JsonObject> so) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            JsonArray items = deliveries(id, "?limit=1");
            JsonObject newest = items.isEmpty() ? new JsonObject() : items.getJsonObject(0);
            if (!items.isEmpty() && so.test(newest)) return newest;
            assertThat(System.nanoTime()).as("in time, but is %s", newest).isLessThan(until);
        }
    }

    static Predicate<JsonObject> in(String state, int attempts) {
        return delivery -> delivery.getString("state").equals(state) && delivery.getInteger("attempts") == attempts;
    }

    static boolean signed(Stranger.Asked asked, String secret) {
        String expected = new WebhookSecret(secret)
                .sign(asked.header("webhook-id"), Long.parseLong(asked.header("webhook-timestamp")), asked.text());
        return List.of(asked.header("webhook-signature").split(" ")).contains(expected);
    }
}
