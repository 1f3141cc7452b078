package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final int RATE = 10;

    private final RunningPlatform running = RunningPlatform.open(RATE);

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void aPersonIsToldWhatIsLeftAndThenToWait() {
        Browser person = running.person("Grace");
        var first = person.get("/channels");
        assertThat(first.header("ratelimit-policy")).contains("\"person\";q=10;w=60");
        assertThat(first.header("ratelimit")).contains("\"person\";r=8;t=60");
        for (int i = 0; i < 8; i++)
            assertThat(person.get("/channels").status()).as("%d", i).isEqualTo(200);
        running.clock.pass(Duration.ofSeconds(20));
        var late = person.get("/channels");
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.code()).isEqualTo("too-many-requests");
        assertThat(late.header("retry-after")).contains("40");
        assertThat(late.header("ratelimit")).contains("\"person\";r=0;t=40");
        assertThat(running.person("Other").get("/channels").status())
                .as("somebody else at the same address")
                .isEqualTo(200);
        running.clock.pass(Duration.ofSeconds(40));
        assertThat(person.get("/channels").header("ratelimit")).contains("\"person\";r=9;t=60");
    }

    @Test
    void eachKeyCountsForItselfAndAPageIsShownTheRefusal() {
        House house = new House(running);
        running.clock.pass(Duration.ofMinutes(2));
        String one = house.keySecret(
                House.keyForm("shows:read").put("origins", new JsonArray().add("https://shop.example")));
        String other = house.keySecret("shows:read");
        String path = "/channels/" + house.channel + "/shows";
        Browser page = house.program(one).with("origin", "https://shop.example");
        for (int i = 0; i < RATE; i++) assertThat(page.get(path).status()).isEqualTo(200);
        var late = page.get(path);
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.header("access-control-allow-origin")).contains("https://shop.example");
        assertThat(house.program(other).get(path).header("ratelimit-policy")).contains("\"key\";q=10;w=60");
        assertThat(house.founder.get(path).status()).isEqualTo(200);
    }

    @Test
    void anAddressMayTenTimesAsMuchAndWhoeverGuessesTokensCountsToo() {
        Browser guesser = running.browser().with("origin", null).with("authorization", "Bearer flk_guess");
        for (int i = 0; i < 10 * RATE - 1; i++)
            assertThat(guesser.get("/shows").status()).isEqualTo(401);
        assertThat(running.browser().get("/shows").header("ratelimit")).contains("\"address\";r=0;t=60");
        assertThat(running.browser().get("/shows").status()).isEqualTo(429);
    }

    @Test
    void whoRunsTheServerIsNotCounted() throws IOException {
        Browser script = running.browser().with("origin", null).with("authorization", "Bearer " + running.adminToken());
        for (int i = 0; i < 3 * RATE; i++) {
            var reply = script.get("/channels");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("ratelimit")).isEmpty();
        }
    }
}
