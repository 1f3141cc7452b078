package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OnceTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    private final House house = new House(RUNNING);
    private final String shows = "/channels/" + house.channel + "/shows";

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private Browser named(String name) {
        Browser browser = RUNNING.browser();
        browser.cookie = house.founder.cookie;
        browser.csrfToken = house.founder.csrfToken;
        return browser.with("idempotency-key", name);
    }

    private int count() {
        return house.founder.get(shows).json().getJsonArray("items").size();
    }

    @Test
    void aRequestThatIsSentAgainIsAnsweredAsTheFirstTimeAndDoneOnce() {
        int before = count();
        var first = named("one").post(shows, "{\"title\":\"Once\"}");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("idempotency-replayed")).isEmpty();
        var again = named("one").post(shows, "{\"title\":\"Once\"}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("idempotency-replayed")).contains("true");
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(again.header("etag")).isEqualTo(first.header("etag"));
        assertThat(again.header("content-type")).contains("application/json");
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void anotherRequestOfTheSameNameIsRefused() {
        named("two").post(shows, "{\"title\":\"A\"}");
        var other = named("two").post(shows, "{\"title\":\"B\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(named("two")
                        .post(shows + "?include=playback", "{\"title\":\"A\"}")
                        .code())
                .isEqualTo("idempotency-key-reused");
        assertThat(named("two")
                        .post("/channels", "{\"name\":\"A\",\"handle\":\"" + House.handle() + "\"}")
                        .code())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void namesAreEachAskersOwn() {
        House other = new House(RUNNING);
        String path = "/channels/" + other.channel + "/shows";
        String secret = other.keySecret("shows:write");
        var byPerson = other.founder.with("idempotency-key", "three").post(path, "{\"title\":\"A\"}");
        var byKey = other.program(secret).with("idempotency-key", "three").post(path, "{\"title\":\"B\"}");
        var bySomebody = named("three").post(shows, "{\"title\":\"C\"}");
        for (var reply : List.of(byPerson, byKey, bySomebody)) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            assertThat(reply.header("idempotency-replayed")).isEmpty();
        }
    }

    @Test
    void aSecondOneWhileTheFirstIsBeingDoneIsToldSo() throws Exception {
        int before = count();
        CompletableFuture<Browser.Reply> first = new CompletableFuture<>();
        try (HeldRows held = HeldRows.of(
                RUNNING.databaseUrl, "select 1 from channel where id = '" + house.channel + "' for update")) {
            Thread.ofVirtual().start(() -> first.complete(named("four").post(shows, "{\"title\":\"Slow\"}")));
            held.awaitSomebodyWaiting();
            var second = named("four").post(shows, "{\"title\":\"Slow\"}");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("idempotency-key-busy");
            assertThat(second.header("retry-after")).contains("1");
            assertThat(named("four").post(shows, "{\"title\":\"Other\"}").code())
                    .isEqualTo("idempotency-key-reused");
        }
        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(named("four").post(shows, "{\"title\":\"Slow\"}").header("idempotency-replayed"))
                .contains("true");
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void ofManyAtOnceOneIsDone() throws InterruptedException {
        int before = count();
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> named("five").post(shows, "{\"title\":\"Many\"}")))
                .toList();
        for (Thread thread : threads) thread.join();
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void whatWasRefusedMayBeMendedAndSentAgain() {
        assertThat(named("six").post(shows, "{\"title\":\" \"}").status()).isEqualTo(400);
        assertThat(named("six").post(shows, "{\"title\":\"Mended\"}").status()).isEqualTo(201);
    }

    @Test
    void afterADayANameIsNew() {
        String first = named("seven").post(shows, "{\"title\":\"A\"}").json().getString("id");
        RUNNING.clock.pass(Duration.ofHours(24));
        assertThat(named("seven").post(shows, "{\"title\":\"A\"}").json().getString("id"))
                .isEqualTo(first);
        RUNNING.clock.pass(Duration.ofMinutes(1));
        assertThat(named("seven").post(shows, "{\"title\":\"A\"}").json().getString("id"))
                .isNotEqualTo(first);
    }

    @Test
    void aRequestThatNobodyFinishedMayBeSentAgainAfterAMinute() {
        var first = named("eight").post(shows, "{\"title\":\"A\"}");
        assertThat(first.status()).isEqualTo(201);
        // As when the process died before it could write the answer down.
        RUNNING.database.jdbi().useHandle(handle -> handle.execute("update answered set sealed = null"));
        assertThat(named("eight").post(shows, "{\"title\":\"A\"}").code()).isEqualTo("idempotency-key-busy");
        RUNNING.clock.pass(Duration.ofSeconds(61));
        assertThat(named("eight").post(shows, "{\"title\":\"A\"}").status()).isEqualTo(201);
    }

    @Test
    void anAnswerOutlivesARestartAndItsSecretsCannotBeReadFromTheDatabase() throws IOException, SQLException {
        RunningPlatform before = RunningPlatform.open();
        House here = new House(before);
        String keys = "/channels/" + here.channel + "/keys";
        String form = House.keyForm("shows:read").encode();
        here.founder.with("idempotency-key", "nine");
        String secret = here.founder.post(keys, form).json().getString("secret");
        String everything = before.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(encode(sealed, 'escape') || name, ' ') from answered")
                .mapTo(String.class)
                .one());
        assertThat(everything).contains("nine").doesNotContain(secret, "prefix");
        try (RunningPlatform after = before.restarted()) {
            Browser founder = after.browser().with("idempotency-key", "nine");
            founder.cookie = here.founder.cookie;
            founder.csrfToken = here.founder.csrfToken;
            assertThat(founder.post(keys, form).json().getString("secret")).isEqualTo(secret);
        }
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : List.of("", "two words", "x".repeat(256)))
            assertThat(named(name).post(shows, "{\"title\":\"A\"}").status())
                    .as(name)
                    .isEqualTo(400);
    }

    @Test
    void everyPostThatMakesSomethingForSomebodyTakesAName() {
        JsonObject paths = new JsonObject(
                        new String(ApiDocument.read().json(), java.nio.charset.StandardCharsets.UTF_8))
                .getJsonObject("paths");
        for (Operation operation : ApiDocument.read().operations()) {
            if (!operation.method().equals("POST") || !operation.needsSomebody()) continue;
            boolean makes = paths.getJsonObject(operation.path())
                    .getJsonObject("post")
                    .getJsonObject("responses")
                    .containsKey("201");
            if (makes) assertThat(operation.once()).as(operation.id()).isTrue();
        }
    }
}
