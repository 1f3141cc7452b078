package footlight.platform.usher;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Turnstile;
import footlight.platform.running.Browser;
import footlight.platform.running.FakeEngine;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A show that is on, asked for by its media routes and by the API.
abstract class AtTheDoor {
    RunningPlatform running = RunningPlatform.open();
    final House house = new House(running);
    final String show = live(house.show);
    final String stream = house.founder.get("/shows/" + show).json().getString("streamId");

    @AfterEach
    void close() {
        running.close();
    }

    /// A show that is on, with an encoder of nobody's.
    String live(String id) {
        String key = house.founder.get("/shows/" + id + "/ingest").json().getString("key");
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
        var admitted = running.platform.live().mayPublish(key, from);
        String streamId = ((footlight.platform.show.Publishing.Admitted) admitted).streamId();
        running.engine.sending.put(streamId, FakeEngine.PICTURE_AND_SOUND);
        running.platform.live().encoderOn(streamId, "rtmp", from, "");
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (house.founder.post("/shows/" + id + "/start", "").status() != 200)
            assertThat(System.nanoTime()).as("it goes live").isLessThan(end);
        return id;
    }

    void visibility(String visibility) {
        assertThat(house.founder
                        .patch("/shows/" + show, "{\"visibility\":\"" + visibility + "\"}")
                        .status())
                .isEqualTo(200);
    }

    void password(String word) {
        var reply = house.founder.api("PUT", "/shows/" + show + "/password", "{\"password\":\"" + word + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    static Browser.Reply ask(Browser browser, String show, JsonObject form) {
        return browser.post("/shows/" + show + "/door", form.encode());
    }

    Browser.Reply ask(Browser browser, JsonObject form) {
        return ask(browser, show, form);
    }

    static JsonObject with(String name, String value) {
        return new JsonObject().put(name, value);
    }

    static final JsonObject NOTHING = new JsonObject();

    String media(@Nullable String pass) {
        return switch (running.platform.turnstile().mayPlay(stream, pass, "test")) {
            case Turnstile.Entrance.Granted(boolean audience, String who) -> audience ? "audience" : "crew";
            case Turnstile.Entrance.Remainder() -> "remainder";
            case Turnstile.Entrance.Refused(int status, String code, String detail) -> code;
        };
    }

    String pass(Browser.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().getString("pass");
    }

    JsonObject invite(JsonObject form) {
        var reply = house.founder.post("/shows/" + show + "/invitations", form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    static String tokenOf(JsonObject invitation) {
        String link = invitation.getString("link");
        return link.substring(link.indexOf("#invitation=") + 12);
    }

    JsonObject brandPass(JsonObject form) {
        Browser program = house.program(house.keySecret("passes"));
        var reply = program.post("/shows/" + show + "/passes", form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }
}
