package footlight.platform.usher;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Turnstile;
import footlight.platform.running.Browser;
import footlight.platform.running.FakeEngine;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorApiTest {
    private RunningPlatform running = RunningPlatform.open();
    private final House house = new House(running);
    private final String show = live(house.show);
    private final String stream = house.founder.get("/shows/" + show).json().getString("streamId");

    @AfterEach
    void close() {
        running.close();
    }

    /// A show that is on, with an encoder of nobody's.
    private String live(String id) {
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

    private void visibility(String visibility) {
        assertThat(house.founder
                        .patch("/shows/" + show, "{\"visibility\":\"" + visibility + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private void password(String word) {
        var reply = house.founder.api("PUT", "/shows/" + show + "/password", "{\"password\":\"" + word + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static Browser.Reply ask(Browser browser, String show, JsonObject form) {
        return browser.post("/shows/" + show + "/door", form.encode());
    }

    private Browser.Reply ask(Browser browser, JsonObject form) {
        return ask(browser, show, form);
    }

    private static JsonObject with(String name, String value) {
        return new JsonObject().put(name, value);
    }

    private static final JsonObject NOTHING = new JsonObject();

    private String media(@Nullable String pass) {
        return switch (running.platform.turnstile().mayPlay(stream, pass, "test")) {
            case Turnstile.Entrance.Granted(boolean audience, String who) -> audience ? "audience" : "crew";
            case Turnstile.Entrance.Remainder() -> "remainder";
            case Turnstile.Entrance.Refused(int status, String code, String detail) -> code;
        };
    }

    private String pass(Browser.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().getString("pass");
    }

    private JsonObject invite(JsonObject form) {
        var reply = house.founder.post("/shows/" + show + "/invitations", form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private static String tokenOf(JsonObject invitation) {
        String link = invitation.getString("link");
        return link.substring(link.indexOf("#invitation=") + 12);
    }

    private JsonObject brandPass(JsonObject form) {
        Browser program = house.program(house.keySecret("passes"));
        var reply = program.post("/shows/" + show + "/passes", form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    @Test
    void aPublicShowAdmitsEverybodyWithAndWithoutAPass() {
        Browser visitor = running.browser();
        assertThat(media(null)).isEqualTo("audience");
        JsonObject seen = visitor.get("/shows/" + show).json();
        assertThat(seen.getBoolean("guarded")).isFalse();
        assertThat(seen.getString("entry")).isEqualTo("open");
        assertThat(media(pass(ask(visitor, NOTHING)))).isEqualTo("audience");
        assertThat(media(pass(ask(house.member, NOTHING)))).isEqualTo("crew");
    }

    @Test
    void aPrivateShowIsNotThereForWhoeverIsNotLetIn() {
        visibility("private");
        for (Browser stranger : List.of(running.browser(), running.person("Eve"), new House(running).founder)) {
            for (String path : List.of("/shows/" + show, "/shows/" + show + "/playback")) {
                var reply = stranger.get(path);
                var none = stranger.get(path.replace(show, "zzzzzzzzzzzz"));
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.text()).as(path).isEqualTo(none.text());
            }
            for (JsonObject form : List.of(NOTHING, with("password", "open sesame"), with("invitation", "none"))) {
                var reply = ask(stranger, form);
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.text())
                        .isEqualTo(ask(stranger, "zzzzzzzzzzzz", form).text());
            }
            var page = stranger.page("/s/" + show);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.text()).doesNotContain("Show page").doesNotContain(stream);
        }
        assertThat(running.person("Eve")
                        .patch("/shows/" + show, "{\"title\":\"Mine\"}")
                        .code())
                .as("no hint by a 403 either")
                .isEqualTo("not-found");
        assertThat(running.browser().get("/shows").text()).doesNotContain(show);
        assertThat(media(null)).isEqualTo("pass-needed");
        assertThat(house.member.get("/shows/" + show).status())
                .as("the team sees it")
                .isEqualTo(200);
        assertThat(media(pass(ask(house.member, NOTHING)))).isEqualTo("crew");
    }

    @Test
    void anUnlistedShowIsForWhoeverHasTheLinkAndInNoList() {
        visibility("unlisted");
        Browser visitor = running.browser();
        assertThat(visitor.get("/shows").text()).doesNotContain(show);
        assertThat(visitor.get("/shows/" + show).status()).isEqualTo(200);
        assertThat(visitor.page("/s/" + show).header("x-robots-tag")).contains("noindex");
        assertThat(media(null)).isEqualTo("audience");
    }

    @Test
    void aPasswordIsAskedForOnceAndItsBrowserIsKnownAgain() {
        password("open sesame");
        Browser visitor = running.browser();
        JsonObject seen = visitor.get("/shows/" + show).json();
        assertThat(seen.getString("title")).isEqualTo("Show");
        assertThat(seen.getString("entry")).isEqualTo("password-needed");
        assertThat(visitor.get("/shows/" + show + "/playback").code()).isEqualTo("password-needed");
        assertThat(ask(visitor, NOTHING).code()).isEqualTo("password-needed");
        assertThat(ask(visitor, with("password", "open barley")).code()).isEqualTo("password-wrong");
        assertThat(visitor.others).as("no cookie for a wrong word").isEmpty();
        assertThat(media(null)).isEqualTo("pass-needed");

        var in = ask(visitor, with("password", "open sesame"));
        String pass = pass(in);
        assertThat(media(pass)).isEqualTo("audience");
        assertThat(in.whole().headers().allValues("set-cookie"))
                .anyMatch(cookie ->
                        cookie.startsWith("guest=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
                .anyMatch(cookie -> cookie.startsWith("pass-" + stream + "=" + pass));
        assertThat(visitor.get("/shows/" + show).json().getString("entry")).isEqualTo("open");
        assertThat(visitor.get("/shows/" + show + "/playback").json().getString("pass"))
                .isNotNull();
        assertThat(pass(ask(visitor, NOTHING))).isNotNull();
        assertThat(running.browser().get("/shows/" + show).json().getString("entry"))
                .as("another browser")
                .isEqualTo("password-needed");
    }

    @Test
    void anotherPasswordSendsAwayWhoKnewTheOldOne() {
        password("open sesame");
        Browser visitor = running.browser();
        String pass = pass(ask(visitor, with("password", "open sesame")));
        running.engine.inside.put(pass, stream);
        password("open barley");
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(running.engine.inside).as("who is in by it goes").isEmpty();
        assertThat(ask(visitor, NOTHING).code()).isEqualTo("password-needed");
        assertThat(ask(visitor, with("password", "open sesame")).code()).isEqualTo("password-wrong");
        assertThat(media(pass(ask(visitor, with("password", "open barley"))))).isEqualTo("audience");
        assertThat(media(pass)).as("the old one stays worthless").isEqualTo("pass-revoked");

        house.founder.delete("/shows/" + show + "/password");
        assertThat(media(null)).isEqualTo("audience");
        assertThat(house.founder.get("/shows/" + show + "/door").json().getBoolean("password"))
                .isFalse();
    }

    @Test
    void wrongPasswordsAreLimitedAndRightOnesAreNot() {
        password("open sesame");
        for (int i = 0; i < 30; i++) pass(ask(running.browser(), with("password", "open sesame")));
        for (int i = 0; i < 10; i++)
            assertThat(ask(running.browser(), with("password", "guess " + i)).code())
                    .isEqualTo("password-wrong");
        var late = ask(running.browser(), with("password", "open sesame"));
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.code()).isEqualTo("too-many-attempts");
        running.clock.pass(Duration.ofMinutes(15));
        pass(ask(running.browser(), with("password", "open sesame")));
    }

    @Test
    void theSamePassIsRenewedForTheSameViewer() {
        password("open sesame");
        Browser visitor = running.browser();
        String first = pass(ask(visitor, with("password", "open sesame")));
        running.clock.pass(Duration.ofMinutes(8));
        String second = pass(ask(visitor, with("pass", first)));
        assertThat(running.platform.turnstile().mayPlay(stream, first, ""))
                .isEqualTo(running.platform.turnstile().mayPlay(stream, second, ""));
        running.clock.pass(Duration.ofMinutes(8));
        assertThat(media(first)).isEqualTo("audience");
        running.clock.pass(Duration.ofMinutes(3));
        assertThat(media(first)).isEqualTo("pass-expired");
    }

    @Test
    void anInvitationLetsABrowserInAndCountsItOnce() {
        visibility("private");
        JsonObject invitation = invite(new JsonObject().put("label", "Friends").put("mostUses", 2));
        Browser friend = running.browser();
        String pass = pass(ask(friend, with("invitation", tokenOf(invitation))));
        assertThat(media(pass)).isEqualTo("audience");
        pass(ask(friend, with("invitation", tokenOf(invitation))));
        assertThat(friend.page("/s/" + show).status()).isEqualTo(200);
        assertThat(friend.get("/shows/" + show).json().getString("entry")).isEqualTo("open");
        pass(ask(running.person("Grace"), with("invitation", tokenOf(invitation))));
        assertThat(ask(running.browser(), with("invitation", tokenOf(invitation)))
                        .code())
                .as("used twice, as often as it may be")
                .isEqualTo("invitation-not-good");
        assertThat(pass(ask(friend, with("invitation", tokenOf(invitation)))))
                .as("who is in may open it again")
                .isNotNull();
        assertThat(listed())
                .filteredOn(one -> ((JsonObject) one).getString("id").equals(invitation.getString("id")))
                .extracting(one -> ((JsonObject) one).getInteger("uses"))
                .containsExactly(2);
        assertThat(house.founder.get("/shows/" + show + "/invitations").text()).doesNotContain(tokenOf(invitation));
    }

    private JsonArray listed() {
        return house.founder.get("/shows/" + show + "/invitations").json().getJsonArray("items");
    }

    @Test
    void manyWhoOpenTheLastUseOfAnInvitationAtOnceAreOne() throws InterruptedException {
        visibility("private");
        JsonObject invitation = invite(new JsonObject().put("label", "One").put("mostUses", 1));
        ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++)
            threads.add(Thread.ofVirtual()
                    .start(() -> answers.add(ask(running.browser(), with("invitation", tokenOf(invitation)))
                            .status())));
        for (Thread thread : threads) thread.join();
        assertThat(answers).hasSize(12).containsOnlyOnce(200);
    }

    @Test
    void aWithdrawnInvitationClosesThoseWhoCameByItAndNobodyElse() {
        visibility("private");
        JsonObject one = invite(with("label", "One"));
        JsonObject other = invite(with("label", "Other"));
        Browser first = running.browser();
        Browser second = running.browser();
        String firstPass = pass(ask(first, with("invitation", tokenOf(one))));
        String secondPass = pass(ask(second, with("invitation", tokenOf(other))));
        assertThat(house.founder
                        .delete("/shows/" + show + "/invitations/" + one.getString("id"))
                        .status())
                .isEqualTo(204);
        assertThat(media(firstPass)).isEqualTo("pass-revoked");
        assertThat(ask(first, NOTHING).status()).isEqualTo(404);
        assertThat(first.page("/s/" + show).status()).isEqualTo(404);
        assertThat(media(secondPass)).isEqualTo("audience");
        assertThat(ask(first, with("invitation", tokenOf(one))).code()).isEqualTo("invitation-not-good");
    }

    @Test
    void anExpiredInvitationLetsNobodyNewIn() {
        visibility("private");
        JsonObject invitation = invite(new JsonObject()
                .put("label", "Soon over")
                .put("expiresAt", running.clock.instant().plusSeconds(60).toString()));
        Browser early = running.browser();
        pass(ask(early, with("invitation", tokenOf(invitation))));
        running.clock.pass(Duration.ofSeconds(61));
        assertThat(ask(running.browser(), with("invitation", tokenOf(invitation)))
                        .code())
                .isEqualTo("invitation-not-good");
        pass(ask(early, NOTHING));
    }

    @Test
    void onAPrivateShowWithAPasswordTheInvitedAreAskedForItToo() {
        visibility("private");
        password("open sesame");
        JsonObject invitation = invite(with("label", "Friends"));
        Browser friend = running.browser();
        assertThat(ask(friend, with("invitation", tokenOf(invitation))).code()).isEqualTo("password-needed");
        // The seat is kept all the same: the page knows them now.
        Browser known = running.person("Grace");
        ask(known, with("invitation", tokenOf(invitation)));
        assertThat(known.get("/shows/" + show).json().getString("entry")).isEqualTo("password-needed");
        pass(ask(known, with("password", "open sesame")));
        assertThat(ask(running.browser(), with("password", "open sesame")).status())
                .as("the word alone is not enough")
                .isEqualTo(404);
    }

    @Test
    void whoIsInvitedToAShowWithAPasswordIsNotAskedForIt() {
        password("open sesame");
        JsonObject invitation = invite(with("label", "Friends"));
        Browser friend = running.browser();
        String pass = pass(ask(friend, with("invitation", tokenOf(invitation))));
        password("open barley");
        assertThat(media(pass)).as("and stays when it changes").isEqualTo("audience");
    }

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

    @Test
    void whoIsNoMemberAnyMoreIsClosed() {
        visibility("private");
        String pass = pass(ask(house.member, NOTHING));
        running.engine.inside.put(pass, stream);
        assertThat(house.founder
                        .delete("/channels/" + house.channel + "/members/" + house.member.accountId)
                        .status())
                .isEqualTo(204);
        assertThat(running.engine.inside).isEmpty();
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(ask(house.member, NOTHING).status()).isEqualTo(404);
    }

    @Test
    void whoCameWhileItWasOpenGoesWhenItBecomesPrivate() {
        Browser visitor = running.browser();
        String pass = pass(ask(visitor, NOTHING));
        String brand = brandPass(with("userId", "u")).getString("pass");
        running.engine.inside.put(pass, stream);
        running.engine.inside.put(brand, stream);
        visibility("private");
        assertThat(running.engine.inside).containsOnlyKeys(brand);
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(media(brand)).isEqualTo("audience");
    }

    @Test
    void revocationsByOtherParts() {
        Browser grace = running.person("Grace");
        visibility("private");
        JsonObject invitation = invite(with("label", "Friends"));
        String pass = pass(ask(grace, with("invitation", tokenOf(invitation))));
        running.platform.revocations().person(show, String.valueOf(grace.accountId));
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(ask(grace, NOTHING).status()).isEqualTo(404);

        String again = pass(ask(grace, with("invitation", tokenOf(invitation))));
        running.platform.revocations().everywhere(String.valueOf(grace.accountId));
        assertThat(media(again)).isEqualTo("pass-revoked");

        String third = pass(ask(running.browser(), with("invitation", tokenOf(invite(with("label", "More"))))));
        running.platform.revocations().show(show);
        assertThat(media(third)).isEqualTo("pass-revoked");
    }
}
