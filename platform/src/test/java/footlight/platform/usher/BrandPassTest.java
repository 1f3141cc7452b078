package footlight.platform.usher;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A brand lets its own users in, and takes them out.
class BrandPassTest extends AtTheDoor {
    @Test
    void aBrandLetsItsOwnUserInAndTakesThemOut() {
        visibility("private");
        JsonObject made = brandPass(new JsonObject()
                .put("userId", "customer-4711")
                .put("name", "Grace")
                .put("avatarUrl", "https://shop.example/grace.png")
                .put("role", "moderator"));
        String token = made.getString("pass");
        assertThat(media(token)).isEqualTo("audience");
        assertThat(made.getString("watch")).endsWith("/enter/" + show + "#pass=" + token);
        assertThat(made.getString("hls")).endsWith("/m/" + token + "/live/" + stream + "/index.m3u8");

        Browser user = running.browser();
        var in = ask(user, with("pass", token));
        assertThat(in.json().getString("role")).isEqualTo("moderator");
        String page = pass(in);
        assertThat(user.page("/s/" + show).status()).isEqualTo(200);
        assertThat(running.platform.turnstile().mayPlay(stream, page, ""))
                .as("one viewer, by the page and by the player")
                .isEqualTo(running.platform.turnstile().mayPlay(stream, token, ""));

        Browser program = house.program(house.keySecret("passes"));
        JsonObject listed = program.get("/shows/" + show + "/passes?userId=customer-4711")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(listed.getString("name")).isEqualTo("Grace");
        assertThat(listed.containsKey("pass")).isFalse();
        assertThat(program.delete("/shows/" + show + "/passes/" + made.getString("id"))
                        .status())
                .isEqualTo(204);
        assertThat(media(token)).isEqualTo("pass-revoked");
        assertThat(media(page)).isEqualTo("pass-revoked");
        assertThat(ask(user, NOTHING).status()).isEqualTo(404);
        assertThat(ask(user, with("pass", token)).code()).isEqualTo("pass-revoked");
    }

    @Test
    void allPassesOfOneUserAreTakenBackAtOnce() {
        visibility("private");
        String one = brandPass(with("userId", "ümläut 1")).getString("pass");
        String two = brandPass(with("userId", "ümläut 1")).getString("pass");
        String other = brandPass(with("userId", "other")).getString("pass");
        Browser program = house.program(house.keySecret("passes"));
        assertThat(program.delete("/shows/" + show + "/users/%C3%BCml%C3%A4ut%201/passes")
                        .status())
                .isEqualTo(204);
        assertThat(media(one)).isEqualTo("pass-revoked");
        assertThat(media(two)).isEqualTo("pass-revoked");
        assertThat(media(other)).isEqualTo("audience");
        assertThat(media(brandPass(with("userId", "ümläut 1")).getString("pass")))
                .as("a new one is good")
                .isEqualTo("audience");
    }

    @Test
    void aPassForOneUseIsTheFirstBrowsersAlone() throws IOException {
        visibility("private");
        String token = brandPass(with("userId", "u").put("singleUse", true)).getString("pass");
        Browser first = running.browser();
        String page = pass(ask(first, with("pass", token)));
        pass(ask(first, with("pass", token)));
        assertThat(media(page)).isEqualTo("audience");
        assertThat(ask(running.browser(), with("pass", token)).code()).isEqualTo("pass-used");
        assertThat(media(token)).as("a player is another device").isEqualTo("pass-used");
        awaitUsed();
        running = running.restarted();
        assertThat(ask(running.browser(), with("pass", token)).code())
                .as("after a restart")
                .isEqualTo("pass-used");
    }

    private void awaitUsed() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (house.founder
                        .get("/shows/" + show + "/passes")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("usedAt")
                == null) assertThat(System.nanoTime()).as("it is written down").isLessThan(end);
    }

    @Test
    void aPassEndsWhenItsBrandSaysSo() {
        visibility("private");
        String end = running.clock.instant().plusSeconds(120).toString();
        String token = brandPass(with("userId", "u").put("expiresAt", end)).getString("pass");
        Browser user = running.browser();
        String page = pass(ask(user, with("pass", token)));
        running.clock.pass(Duration.ofSeconds(119));
        assertThat(media(page)).isEqualTo("audience");
        running.clock.pass(Duration.ofSeconds(2));
        assertThat(media(page)).isEqualTo("pass-expired");
        assertThat(media(token)).isEqualTo("pass-expired");
        assertThat(ask(user, NOTHING).status()).isEqualTo(404);
        assertThat(ask(user, with("pass", token)).code()).isEqualTo("pass-expired");
        for (Duration far : List.of(Duration.ofHours(25), Duration.ofSeconds(-1)))
            assertThat(house.founder
                            .post(
                                    "/shows/" + show + "/passes",
                                    with("userId", "u")
                                            .put(
                                                    "expiresAt",
                                                    running.clock
                                                            .instant()
                                                            .plus(far)
                                                            .toString())
                                            .encode())
                            .code())
                    .isEqualTo("invalid-request");
    }

    @Test
    void passesComeInPages() {
        for (int i = 0; i < 5; i++) brandPass(with("userId", "user " + i));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = house.founder
                    .get("/shows/" + show + "/passes?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            page.getJsonArray("items").forEach(item -> seen.add(((JsonObject) item).getString("userId")));
            cursor = page.getString("next");
        }
        assertThat(seen).containsExactly("user 4", "user 3", "user 2", "user 1", "user 0", "user-1");
        assertThat(house.founder.get("/shows/" + show + "/passes?cursor=%C3%A9").code())
                .isEqualTo("invalid-request");
    }
}
