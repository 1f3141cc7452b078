package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Signing in by Facebook and by X, whose stand-ins may be honest or not.
class SocialTest {
    private static final FakeFacebook FACEBOOK = new FakeFacebook();
    private static final FakeX X = new FakeX();
    private static final RunningPlatform RUNNING = RunningPlatform.open(0, List.of(FACEBOOK.provider(), X.provider()));
    private static int people = 1000;
    private final Browser owner = signedInLater();
    private boolean complaintsWanted;

    static Stream<Social> sites() {
        return Stream.of(FACEBOOK, X);
    }

    /// Earlier tries are forgotten by then.
    private static Browser signedInLater() {
        RUNNING.clock.pass(Duration.ofHours(1));
        return RUNNING.owner();
    }

    @BeforeEach
    void somebodyNew() {
        RUNNING.database.jdbi().useHandle(handle -> handle.execute("""
                delete from identity;
                delete from account where email is distinct from 'ada@example.org'"""));
        sites().forEach(site -> {
            site.register(RUNNING.url() + "/auth/" + site + "/callback");
            site.honest(String.valueOf(people++), "Ann Field");
        });
    }

    /// Whatever a test was about, nobody was sent what they should not be.
    @AfterEach
    void nobodyComplained() {
        if (!complaintsWanted)
            sites().forEach(site -> assertThat(site.complaints()).as("%s", site).isEmpty());
    }

    @AfterAll
    static void close() {
        RUNNING.close();
        FACEBOOK.close();
        X.close();
    }

    private static Visitor signedIn(Social site) {
        Visitor visitor = new Visitor(RUNNING);
        assertThat(pressed(visitor, site).header("location").orElseThrow()).startsWith("/s/abc?x=1");
        return visitor;
    }

    /// Presses the button, says yes or no there, and comes back.
    private static Browser.Reply pressed(Visitor visitor, Social site) {
        return visitor.back(site.toString(), visitor.agreed(started(visitor, site)));
    }

    private static String started(Visitor visitor, Social site) {
        Browser.Reply reply = visitor.start(site.toString(), "/s/abc?x=1");
        assertThat(reply.status()).isEqualTo(303);
        return reply.header("location").orElseThrow();
    }

    private static String problem(Browser.Reply reply) {
        assertThat(reply.status()).isEqualTo(303);
        String to = reply.header("location").orElseThrow();
        assertThat(to).startsWith("/sign-in?");
        assertThat(reply.whole().headers().allValues("set-cookie"))
                .noneMatch(set -> set.startsWith("session="))
                .anyMatch(set -> set.startsWith("signin=;"));
        return Visitor.query("http://here" + to).getOrDefault("problem", "none");
    }

    private static Visitor linking(Browser browser, Browser.Reply asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        Visitor visitor = new Visitor(browser);
        visitor.keep(asked);
        return visitor;
    }

    /// Links it to the account that is signed in here; where it ended.
    private static String linked(Browser browser, Social site) {
        browser.with("origin", RUNNING.url());
        Browser.Reply asked = browser.post("/account/identities", "{\"provider\":\"" + site + "\"}");
        Visitor visitor = linking(browser, asked);
        Browser.Reply reply =
                visitor.back(site.toString(), visitor.agreed(asked.json().getString("url")));
        browser.with("origin", RUNNING.url());
        return reply.header("location").orElseThrow();
    }

    private static List<JsonObject> identities(Browser browser) {
        return browser.get("/account/identities").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void somebodyNewComesInAndIsTheSamePersonTheNextTime(Social site) {
        Visitor ann = signedIn(site);
        assertThat(ann.who()).isEmpty();
        JsonObject account = ann.browser.get("/session").json().getJsonObject("account");
        assertThat(account.getString("name")).isEqualTo("Ann Field");
        assertThat(account.getBoolean("verified")).isFalse();
        assertThat(identities(ann.browser)).hasSize(1);
        // Whatever they are called there by then.
        String id = Objects.requireNonNull(ann.browser.accountId);
        site.honest(String.valueOf(people - (site == FACEBOOK ? 2 : 1)), "Ann Meadow");
        Visitor again = signedIn(site);
        again.who();
        assertThat(again.browser.accountId).isEqualTo(id);
        // And somebody else is somebody else.
        site.honest(String.valueOf(people++), "Ann Field");
        Visitor other = signedIn(site);
        other.who();
        assertThat(other.browser.accountId).isNotEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theSameNumberAtAnotherSiteIsSomebodyElse(Social site) {
        Social elsewhere = site == FACEBOOK ? X : FACEBOOK;
        site.honest("77", "Ann");
        elsewhere.honest("77", "Eve");
        Visitor ann = signedIn(site);
        Visitor eve = signedIn(elsewhere);
        ann.who();
        eve.who();
        assertThat(ann.browser.accountId).isNotEqualTo(eve.browser.accountId);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void whoSaysNoThereIsTakenBackAndNothingChanged(Social site) {
        site.unwilling();
        Visitor ann = new Visitor(RUNNING);
        Browser.Reply reply = pressed(ann, site);
        assertThat(problem(reply)).isEqualTo("denied");
        assertThat(reply.header("location").orElseThrow()).contains("next=%2Fs%2Fabc%3Fx%3D1");
        assertThat(ann.who()).isEqualTo("nobody");
        assertThat(linked(owner, site)).startsWith("/account?problem=denied");
        assertThat(identities(owner)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void anIdentityIsLinkedUsedAndUnlinked(Social site) {
        assertThat(linked(owner, site)).isEqualTo(site == FACEBOOK ? "/account#" : "/account");
        JsonObject identity = identities(owner).getFirst();
        assertThat(identity.getString("label")).isEqualTo(site == X ? "@ann_on_stage" : "Ann Field");
        Visitor ada = signedIn(site);
        assertThat(ada.who()).isEqualTo("ada@example.org");
        // Once more is no second one.
        assertThat(linked(owner, site)).doesNotContain("problem");
        assertThat(identities(owner)).hasSize(1);
        assertThat(owner.delete("/account/identities/" + identity.getString("id"))
                        .status())
                .isEqualTo(204);
        assertThat(identities(owner)).isEmpty();
        assertThat(signedIn(site).who()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void severalIdentitiesOpenOneAccountAndTheLastWayInStays(Social site) {
        Social second = site == FACEBOOK ? X : FACEBOOK;
        Visitor ann = signedIn(site);
        ann.who();
        String account = Objects.requireNonNull(ann.browser.accountId);
        ann.browser.with("origin", RUNNING.url());
        String first = identities(ann.browser).getFirst().getString("id");
        assertThat(ann.browser.delete("/account/identities/" + first).code()).isEqualTo("last-way-in");
        assertThat(linked(ann.browser, second)).doesNotContain("problem");
        Visitor again = signedIn(second);
        again.who();
        assertThat(again.browser.accountId).isEqualTo(account);
        assertThat(ann.browser.delete("/account/identities/" + first).status()).isEqualTo(204);
        String left = identities(ann.browser).getFirst().getString("id");
        assertThat(ann.browser.delete("/account/identities/" + left).code()).isEqualTo("last-way-in");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void nobodyLinksOrUnlinksWhatIsSomebodyElses(Social site) {
        Visitor ann = signedIn(site);
        ann.who();
        String id = identities(ann.browser).getFirst().getString("id");
        assertThat(linked(owner, site)).startsWith("/account?problem=linked-elsewhere");
        assertThat(owner.delete("/account/identities/" + id).code()).isEqualTo("not-found");
        assertThat(identities(ann.browser)).hasSize(1);
        assertThat(identities(owner)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aWayBackIsGoodOnce(Social site) {
        Visitor ann = new Visitor(RUNNING);
        Map<String, String> answer = ann.agreed(started(ann, site));
        String cookie = ann.attempt();
        ann.back(site.toString(), answer);
        Visitor thief = new Visitor(RUNNING);
        thief.attempt(cookie);
        assertThat(problem(thief.back(site.toString(), answer))).isEqualTo("expired");
        // The code that was used, in an attempt of one's own.
        Visitor other = new Visitor(RUNNING);
        started(other, site);
        Map<String, String> stolen = new HashMap<>(answer);
        stolen.put("state", String.valueOf(other.sent.get("state")));
        assertThat(problem(other.back(site.toString(), stolen))).isEqualTo("try-again");
        assertThat(thief.who() + other.who()).isEqualTo("nobodynobody");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void anAttemptEndsInTheBrowserThatBeganIt(Social site) {
        Visitor eve = new Visitor(RUNNING);
        Map<String, String> hers = eve.agreed(started(eve, site));
        // Eve sends the link of her way back to Ann, who would be signed in as Eve.
        assertThat(problem(new Visitor(RUNNING).back(site.toString(), hers))).isEqualTo("expired");
        Visitor ann = new Visitor(RUNNING);
        started(ann, site);
        assertThat(problem(ann.back(site.toString(), hers))).isEqualTo("expired");
        for (String state : List.of("", "x", "\u0000")) {
            Visitor visitor = new Visitor(RUNNING);
            Map<String, String> answer = new HashMap<>(visitor.agreed(started(visitor, site)));
            answer.put("state", state);
            assertThat(problem(visitor.back(site.toString(), answer))).as(state).isEqualTo("expired");
        }
        // Or links her identity to Ann's account.
        Visitor signedIn = new Visitor(RUNNING.person("Ann"));
        assertThat(signedIn.back(site.toString(), hers).header("location").orElseThrow())
                .startsWith("/sign-in?problem=expired");
        signedIn.who();
        assertThat(identities(signedIn.browser)).isEmpty();
    }

    @Test
    void aStolenCodeOfXIsWorthNothingWithoutItsVerifier() {
        Visitor ann = new Visitor(RUNNING);
        Map<String, String> answer = new HashMap<>(ann.agreed(started(ann, X)));
        Visitor eve = new Visitor(RUNNING);
        started(eve, X);
        answer.put("state", String.valueOf(eve.sent.get("state")));
        assertThat(problem(eve.back("x", answer))).isEqualTo("try-again");
        assertThat(eve.who()).isEqualTo("nobody");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aWayBackWithoutACodeOrWithTwoIsNone(Social site) {
        Visitor ann = new Visitor(RUNNING);
        String state = Visitor.query(started(ann, site)).get("state");
        for (String query : List.of(
                "?state=" + state,
                "?state=" + state + "&code=",
                "?state=" + state + "&code=a&code=b",
                "?state=" + state + "&code=" + "c".repeat(5000))) {
            Visitor visitor = new Visitor(RUNNING);
            String own = Visitor.query(started(visitor, site)).get("state");
            Browser.Reply reply = visitor.visit("/auth/" + site + "/callback" + query.replace("" + state, "" + own));
            assertThat(problem(reply)).isEqualTo("provider-untrusted");
        }
        assertThat(site.lastTokenForm().encode()).doesNotContain("ccccc");
    }

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
            Visitor ann = new Visitor(RUNNING);
            assertThat(problem(pressed(ann, site))).as("token: " + lie.name()).isEqualTo(lie.problem());
            site.honest("5", "Ann");
            site.people(lie.script());
            Visitor bob = new Visitor(RUNNING);
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
        Visitor ann = new Visitor(RUNNING);
        long before = System.nanoTime();
        assertThat(problem(pressed(ann, site))).isEqualTo("provider-away");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aTokenOfAStrangeKindIsNotUsed(Social site) {
        for (Object token : new Object[] {null, 7, true, "", new JsonObject(), "two\r\nlines", "\u0000"}) {
            site.tokens((_, out) -> Desk.json(out, 200, site.goodToken().put("access_token", token)));
            Visitor ann = new Visitor(RUNNING);
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
            Visitor ann = new Visitor(RUNNING);
            assertThat(problem(pressed(ann, site))).as("%s", id).isEqualTo("provider-untrusted");
        }
        for (String nobody : List.of("{}", "{\"data\":null}", "{\"data\":[]}", "{\"data\":{}}", "{\"data\":\"x\"}")) {
            site.people(Stranger.answering(200, nobody));
            assertThat(problem(pressed(new Visitor(RUNNING), site))).as(nobody).isEqualTo("provider-untrusted");
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
        assertThat(problem(pressed(new Visitor(RUNNING), site))).isEqualTo("try-again");
        site.tokens(site.wrongSecret());
        assertThat(problem(pressed(new Visitor(RUNNING), site))).isEqualTo("provider-setup");
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
        if (asked.equals("token")) FACEBOOK.tokens(error);
        else FACEBOOK.people(error);
        assertThat(problem(pressed(new Visitor(RUNNING), FACEBOOK))).isEqualTo(problem);
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
        if (asked.equals("token")) X.tokens(error);
        else X.people(error);
        assertThat(problem(pressed(new Visitor(RUNNING), X))).isEqualTo(problem);
    }

    @Test
    void anAddressThatFacebookTellsIsKeptButProvesNothing() {
        FACEBOOK.email("Ann@Example.com");
        Visitor ann = signedIn(FACEBOOK);
        assertThat(ann.who()).isEqualTo("ann@example.com");
        assertThat(ann.browser.get("/session").json().getJsonObject("account").getBoolean("verified"))
                .isFalse();
        // Nobody becomes Ada by typing her address into Facebook.
        FACEBOOK.honest(String.valueOf(people++), "Eve");
        for (String hers : List.of("ada@example.org", "ADA@example.org ")) {
            FACEBOOK.email(hers);
            Visitor eve = new Visitor(RUNNING);
            assertThat(problem(pressed(eve, FACEBOOK))).as(hers).isEqualTo("link-first");
            assertThat(eve.who()).isEqualTo("nobody");
        }
        assertThat(identities(owner)).isEmpty();
    }

    @Test
    void whoToldFacebookSomebodyElsesAddressLosesTheAccountToWhoReadsTheLetters() {
        FACEBOOK.email("victim@example.com");
        Visitor squatter = signedIn(FACEBOOK);
        assertThat(squatter.who()).isEqualTo("victim@example.com");
        Browser victim = RUNNING.browser();
        victim.post("/accounts/forgot", "{\"email\":\"victim@example.com\"}");
        var entered = victim.post(
                "/accounts/reset",
                new JsonObject()
                        .put("token", tokenFor("victim@example.com"))
                        .put("password", "a horse in the third row")
                        .encode());
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(identities(victim)).isEmpty();
        assertThat(squatter.who()).isEqualTo("nobody");
        Visitor again = new Visitor(RUNNING);
        assertThat(problem(pressed(again, FACEBOOK))).isEqualTo("link-first");
        assertThat(again.who()).isEqualTo("nobody");
    }

    @Test
    void whoConfirmsTheAddressWithoutBeingSignedInAsThatAccountTakesItFromWhoCameByFacebook() {
        FACEBOOK.email("victim@example.com");
        Visitor squatter = signedIn(FACEBOOK);
        squatter.who();
        squatter.browser.with("origin", RUNNING.url());
        assertThat(squatter.browser.post("/accounts/confirm/again", "{}").status())
                .isEqualTo(202);
        Browser victim = RUNNING.browser();
        var entered = victim.post("/accounts/confirm", "{\"token\":\"" + tokenFor("victim@example.com") + "\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(identities(victim)).isEmpty();
        assertThat(problem(pressed(new Visitor(RUNNING), FACEBOOK))).isEqualTo("link-first");
    }

    @Test
    void whoConfirmsTheirAddressWhereTheyAreSignedInKeepsFacebook() {
        FACEBOOK.email("ann@example.com");
        Visitor ann = signedIn(FACEBOOK);
        ann.who();
        ann.browser.with("origin", RUNNING.url());
        ann.browser.post("/accounts/confirm/again", "{}");
        var entered = ann.browser.post("/accounts/confirm", "{\"token\":\"" + tokenFor("ann@example.com") + "\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(identities(ann.browser)).hasSize(1);
        assertThat(signedIn(FACEBOOK).who()).isEqualTo("ann@example.com");
    }

    private String tokenFor(String email) {
        owner.with("origin", RUNNING.url());
        String url = owner.get("/admin/letters").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(letter -> letter.getString("to").equals(email))
                .findFirst()
                .orElseThrow()
                .getJsonObject("button")
                .getString("url");
        return url.substring(url.indexOf('#') + 1);
    }

    @Test
    void aStandInVouchesForNobodyOfTheSiteItStandsFor() {
        Visitor ann = signedIn(X);
        ann.who();
        String issuer = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery("select issuer from identity")
                .mapTo(String.class)
                .one());
        assertThat(issuer)
                .isEqualTo(X.provider().site())
                .isNotEqualTo(Provider.x("", "").site());
    }

    @Test
    void aSiteThatComplainsIsHeard() {
        complaintsWanted = true;
        for (Social site : List.of(FACEBOOK, X)) {
            Visitor ann = new Visitor(RUNNING);
            String url = started(ann, site);
            site.register("https://elsewhere.example/callback");
            assertThat(ann.http(url).statusCode()).isNotEqualTo(302);
            assertThat(site.complaints()).hasSize(1);
        }
    }
}
