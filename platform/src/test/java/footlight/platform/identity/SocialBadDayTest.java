package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What Facebook and X say when they lie, refuse or are away, and what becomes of it.
class SocialBadDayTest extends AtASite {
    record Lie(String name, String problem, Stranger.Script script) {}

    private static List<Lie> badDays() {
        return List.of(
                new Lie("garbage", "provider-away", Stranger.answering(200, "<html><title>Sorry</title>")),
                new Lie("no HTTP", "provider-away", (_, out) -> Stranger.write(out, "hello\r\n\r\n")),
                new Lie("hung up", "provider-away", (_, _) -> {}),
                new Lie(
                        "huge",
                        "provider-away",
                        Stranger.answering(200, "{\"id\":\"7\",\"x\":\"" + "y".repeat(400_000) + "\"}")),
                new Lie("deep", "provider-away", Stranger.answering(200, "{\"x\":" + "[".repeat(5_000))),
                new Lie("a list", "provider-away", Stranger.answering(200, "[]")),
                new Lie("a word", "provider-away", Stranger.answering(200, "\"token\"")),
                new Lie("nothing", "provider-away", Stranger.answering(200, "")),
                new Lie("broken", "provider-away", Stranger.answering(500, "{}")),
                new Lie("broken, as a page", "provider-away", Stranger.answering(503, "<html>Over capacity</html>")),
                new Lie("too many", "provider-away", Stranger.answering(429, "{\"title\":\"Too Many Requests\"}")),
                new Lie(
                        "sends on",
                        "provider-away",
                        (_, out) -> Desk.sendOn(out, "http://127.0.0.1:1/" + "?take=the+secret")),
                new Lie("says no strangely", "provider-untrusted", Stranger.answering(418, "{}")),
                new Lie("an error of no shape", "provider-untrusted", Stranger.answering(200, "{\"error\":[1]}")));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aBadDayThereSignsNobodyInAndIsToldAsWhatItIs(Social site) {
        for (Lie lie : badDays()) {
            site.tokens(lie.script());
            Visitor ann = new Visitor(running);
            assertThat(problem(pressed(ann, site))).as("token: " + lie.name()).isEqualTo(lie.problem());
            site.honest("5", "Ann");
            site.people(lie.script());
            Visitor bob = new Visitor(running);
            assertThat(problem(pressed(bob, site))).as("person: " + lie.name()).isEqualTo(lie.problem());
            assertThat(ann.who() + bob.who()).as(lie.name()).isEqualTo("nobodynobody");
            site.honest("5", "Ann");
        }
        signedIn(site);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void whoNeverAnswersIsWaitedForNoLongerThanOneWaits(Social site) {
        site.people((_, out) -> {
            Stranger.write(out, "HTTP/1.1 200 So\r\nContent-Length: 100\r\n\r\n{");
            new CountDownLatch(1).await();
        });
        Visitor ann = new Visitor(running);
        long before = System.nanoTime();
        assertThat(problem(pressed(ann, site))).isEqualTo("provider-away");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aTokenOfAStrangeKindIsNotUsed(Social site) {
        for (Object token : new Object[] {null, 7, true, "", new JsonObject(), "two\r\nlines", "\u0000"}) {
            site.tokens((_, out) -> Desk.json(out, 200, site.goodToken().put("access_token", token)));
            Visitor ann = new Visitor(running);
            // Facebook is asked with it, well wrapped, and does not know it.
            assertThat(problem(pressed(ann, site))).as("%s", token).isIn("provider-untrusted", "try-again");
            assertThat(ann.who()).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void somebodyOfAStrangeKindIsNobody(Social site) {
        for (Object id : new Object[] {null, "", 7, 1.5, true, new JsonObject(), "9".repeat(256), "1\n2", "é"}) {
            site.people((_, out) -> Desk.json(out, 200, site.about(id, "Ann")));
            Visitor ann = new Visitor(running);
            assertThat(problem(pressed(ann, site))).as("%s", id).isEqualTo("provider-untrusted");
        }
        for (String nobody : List.of("{}", "{\"data\":null}", "{\"data\":[]}", "{\"data\":{}}", "{\"data\":\"x\"}")) {
            site.people(Stranger.answering(200, nobody));
            assertThat(problem(pressed(new Visitor(running), site))).as(nobody).isEqualTo("provider-untrusted");
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aStrangeNameIsNoReasonToStayOutside(Social site) {
        for (Object name : new Object[] {null, 7, "", "\u202e", "<b>Ann</b>\u0000", "n".repeat(5_000)}) {
            site.honest(String.valueOf(people++), "Ann");
            site.people((_, out) -> Desk.json(out, 200, site.about(String.valueOf(people), name)));
            Visitor ann = signedIn(site);
            ann.who();
            String shown =
                    ann.browser.get("/session").json().getJsonObject("account").getString("name");
            assertThat(shown)
                    .as("%s", name)
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(80)
                    .doesNotContain("\u202e", "\u0000");
            people++;
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aRefusalIsToldToWhomItConcerns(Social site) {
        site.tokens(site.noSuchCode());
        assertThat(problem(pressed(new Visitor(running), site))).isEqualTo("try-again");
        site.tokens(site.wrongSecret());
        assertThat(problem(pressed(new Visitor(running), site))).isEqualTo("provider-setup");
    }

    @ParameterizedTest
    @CsvSource({
        "token, 400, 1, provider-setup",
        "token, 400, 2, provider-away",
        "token, 403, 4, provider-away",
        "token, 400, 100, try-again",
        "token, 400, 101, provider-setup",
        "token, 400, 191, provider-setup",
        "token, 400, 0, provider-untrusted",
        "person, 400, 1, provider-away",
        "person, 403, 4, provider-away",
        "person, 400, 10, provider-setup",
        "person, 400, 17, provider-away",
        "person, 400, 100, provider-setup",
        "person, 401, 190, try-again",
        "person, 400, 200, provider-setup",
        "person, 400, 299, provider-setup",
        "person, 400, 300, provider-untrusted",
        "person, 400, 613, provider-away",
        "person, 500, 190, provider-away",
    })
    void facebooksNumbersAreUnderstood(String asked, int status, int code, String problem) {
        Stranger.Script error = (_, out) -> FakeFacebook.error(out, status, code, "Sorry");
        if (asked.equals("token")) facebook.tokens(error);
        else facebook.people(error);
        assertThat(problem(pressed(new Visitor(running), facebook))).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "token, 400, invalid_grant, try-again",
        "token, 400, invalid_request, try-again",
        "token, 401, unauthorized_client, provider-setup",
        "token, 400, invalid_client, provider-setup",
        "token, 403, strange, provider-untrusted",
        "token, 503, invalid_client, provider-away",
        "person, 401, Unauthorized, try-again",
        "person, 402, CreditsDepleted, provider-setup",
        "person, 403, client-not-enrolled, provider-setup",
        "person, 404, Not_Found, provider-untrusted",
        "person, 429, Too_Many_Requests, provider-away",
        "person, 503, Over_Capacity, provider-away",
    })
    void whatXSaysIsUnderstood(String asked, int status, String word, String problem) {
        Stranger.Script error = (_, out) -> FakeX.error(out, status, word);
        if (asked.equals("token")) x.tokens(error);
        else x.people(error);
        assertThat(problem(pressed(new Visitor(running), x))).isEqualTo(problem);
    }
}
