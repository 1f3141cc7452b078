package footlight.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookTest {
    private static final RunningPlatform SHARED = RunningPlatform.open();

    private RunningPlatform running = SHARED;
    private House house;
    private Browser founder;
    private String webhooks;
    private Stranger receiver;
    /// One that hears nothing, and is changed to have the server look.
    private String awake = "";

    @AfterAll
    static void closeShared() {
        SHARED.close();
    }

    @BeforeEach
    void open() {
        begin(SHARED);
    }

    /// For those after which nothing is as before.
    private void ownPlatform() {
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
        if (running != SHARED) running.close();
    }

    /// Time passes, and the server notices at once.
    private void pass(Duration time) {
        running.clock.pass(time);
        var reply = founder.patch(webhooks + "/" + awake, "{\"description\":\"\"}");
        assertThat(reply.status()).isEqualTo(200);
    }

    private JsonObject made(JsonObject form) {
        var reply = founder.post(webhooks, form.encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private JsonObject made(String... events) {
        JsonObject form = new JsonObject().put("url", receiver.url("/in"));
        return made(events.length == 0 ? form : form.put("events", new JsonArray(List.of(events))));
    }

    private String show(String title) {
        return founder.post(
                        "/channels/" + house.channel + "/shows",
                        new JsonObject().put("title", title).encode())
                .json()
                .getString("id");
    }

    private JsonObject webhook(String id) {
        return founder.get(webhooks + "/" + id).json();
    }

    private JsonArray deliveries(String id, String query) {
        return founder.get(webhooks + "/" + id + "/deliveries" + query).json().getJsonArray("items");
    }

    /// The newest delivery of this webhook, once it is so.
    private JsonObject awaitNewest(String id, Predicate<JsonObject> so) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            JsonArray items = deliveries(id, "?limit=1");
            JsonObject newest = items.isEmpty() ? new JsonObject() : items.getJsonObject(0);
            if (!items.isEmpty() && so.test(newest)) return newest;
            assertThat(System.nanoTime()).as("in time, but is %s", newest).isLessThan(until);
        }
    }

    private static Predicate<JsonObject> in(String state, int attempts) {
        return delivery -> delivery.getString("state").equals(state) && delivery.getInteger("attempts") == attempts;
    }

    private static boolean signed(Stranger.Asked asked, String secret) {
        String expected = new WebhookSecret(secret)
                .sign(asked.header("webhook-id"), Long.parseLong(asked.header("webhook-timestamp")), asked.text());
        return List.of(asked.header("webhook-signature").split(" ")).contains(expected);
    }

    @Test
    void anEventArrivesSignedWithTheShowAsItWas() throws Exception {
        JsonObject made = made("show.created");
        String show = show("Gala");
        Stranger.Asked asked = receiver.next();
        assertThat(asked.line()).isEqualTo("POST /in HTTP/1.1");
        assertThat(asked.header("content-type")).isEqualTo("application/json");
        assertThat(signed(asked, made.getString("secret"))).isTrue();
        assertThat(asked.header("webhook-timestamp"))
                .isEqualTo(Long.toString(running.clock.instant().getEpochSecond()));
        JsonObject message = new JsonObject(asked.text());
        assertThat(message.fieldNames()).containsExactlyInAnyOrder("type", "timestamp", "data");
        assertThat(message.getString("type")).isEqualTo("show.created");
        assertThat(message.getString("timestamp"))
                .isEqualTo(running.clock.instant().toString());
        JsonObject data = message.getJsonObject("data");
        assertThat(data.getString("channelId")).isEqualTo(house.channel);
        assertThat(data.getJsonObject("show").getString("id")).isEqualTo(show);
        assertThat(data.getJsonObject("show").getString("title")).isEqualTo("Gala");

        JsonObject delivery = awaitNewest(made.getString("id"), in("delivered", 1));
        assertThat(delivery.getString("id")).isEqualTo(asked.header("webhook-id"));
        assertThat(delivery.getString("showId")).isEqualTo(show);
        JsonObject whole = founder.get(
                        webhooks + "/" + made.getString("id") + "/deliveries/" + delivery.getString("id"))
                .json();
        assertThat(whole.getString("body")).isEqualTo(asked.text());
        JsonObject attempt = whole.getJsonArray("tries").getJsonObject(0);
        assertThat(attempt.getInteger("status")).isEqualTo(200);
        assertThat(attempt.getString("answer")).isEqualTo("thanks");
        assertThat(attempt.getString("failure")).isNull();
    }

    @Test
    void theWholeLifeOfAShowIsToldInItsOrder() throws Exception {
        made();
        String show = show("Life");
        founder.patch("/shows/" + show, "{\"title\":\"Life and death\"}");
        founder.patch("/shows/" + show, "{\"startsAt\":\"2026-12-24T20:00:00Z\",\"timeZone\":\"Europe/Berlin\"}");
        founder.delete("/shows/" + show);
        List<String> kinds = new ArrayList<>();
        long number = 0;
        do {
            JsonObject message = new JsonObject(receiver.next().text());
            kinds.add(message.getString("type"));
            long next = message.getJsonObject("data").getLong("number");
            assertThat(next).isGreaterThan(number);
            number = next;
        } while (!kinds.getLast().equals("show.deleted"));
        assertThat(kinds.getFirst()).isEqualTo("show.created");
        assertThat(kinds).contains("show.updated", "show.scheduled");
    }

    @Test
    void onlyWhatIsWantedIsToldAndNothingFromBefore() throws Exception {
        show("Before");
        made("show.deleted");
        String show = show("After");
        founder.delete("/shows/" + show);
        JsonObject message = new JsonObject(receiver.next().text());
        assertThat(message.getString("type")).isEqualTo("show.deleted");
        assertThat(message.getJsonObject("data").getJsonObject("show").getString("id"))
                .isEqualTo(show);
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void anotherChannelHearsNothing() throws Exception {
        made();
        House other = new House(running);
        other.founder.post("/channels/" + other.channel + "/shows", "{\"title\":\"Theirs\"}");
        show("Ours");
        assertThat(receiver.next().text()).contains("Ours");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void whatFailsIsTriedAgainLaterWithTheSameIdAndThenItIsWell() throws Exception {
        String id = made("show.created").getString("id");
        receiver.play(Stranger.answering(500, "oh no"));
        show("Again");
        String messageId = receiver.next().header("webhook-id");
        JsonObject waiting = awaitNewest(id, in("waiting", 1));
        assertThat(waiting.getJsonObject("last").getString("failure")).isEqualTo("It answered 500.");
        assertThat(waiting.getJsonObject("last").getString("answer")).isEqualTo("oh no");
        assertThat(webhook(id).getString("failingSince")).isNotNull();

        pass(Duration.ofSeconds(6));
        String timestamp = Long.toString(running.clock.instant().getEpochSecond());
        Stranger.Asked second = receiver.next();
        assertThat(second.header("webhook-id")).isEqualTo(messageId);
        assertThat(second.header("webhook-timestamp")).isEqualTo(timestamp);
        awaitNewest(id, in("waiting", 2));

        receiver.play(Stranger.answering(204, ""));
        pass(Duration.ofMinutes(2));
        assertThat(receiver.next().header("webhook-id")).isEqualTo(messageId);
        awaitNewest(id, in("delivered", 3));
        assertThat(webhook(id).getString("failingSince")).isNull();
    }

    @Test
    void aFailureHoldsUpNothingOfTheSameShow() throws Exception {
        made("show.created", "show.deleted");
        receiver.play(Stranger.answering(503, ""));
        String show = show("Stuck");
        receiver.next();
        receiver.play(Stranger.answering(200, ""));
        founder.delete("/shows/" + show);
        assertThat(receiver.next().text()).contains("show.deleted");
        pass(Duration.ofSeconds(6));
        assertThat(receiver.next().text()).contains("show.created");
    }

    @Test
    void nobodyThereIsAFailureInPlainWords() {
        receiver.close();
        String id = made("show.created").getString("id");
        show("Nobody");
        JsonObject last = awaitNewest(id, in("waiting", 1)).getJsonObject("last");
        assertThat(last.getInteger("status")).isNull();
        assertThat(last.getString("failure")).startsWith("No server answers at 127.0.0.1:");
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (Stranger other = Stranger.open(Stranger.answering(200, "stolen"))) {
            receiver.play((_, out) -> Stranger.write(
                    out, "HTTP/1.1 307 So\r\nLocation: " + other.url("/") + "\r\nContent-Length: 0\r\n\r\n"));
            String id = made("show.created").getString("id");
            show("Moved");
            receiver.next();
            assertThat(awaitNewest(id, in("waiting", 1)).getJsonObject("last").getString("failure"))
                    .contains("redirect");
            assertThat(other.waiting()).isZero();
        }
    }

    @Test
    void whoIsGoneIsLeftAlone() throws Exception {
        String id = made().getString("id");
        receiver.play(Stranger.answering(410, ""));
        show("Gone");
        receiver.next();
        awaitNewest(id, in("failed", 1));
        assertThat(webhook(id).getBoolean("enabled")).isFalse();
        assertThat(webhook(id).getString("disabledReason")).isEqualTo("gone");
        show("Untold");
        assertThat(deliveries(id, "")).hasSize(1);
    }

    @Test
    void whoFailsForThreeDaysIsSwitchedOff() throws Exception {
        String id = made("show.created").getString("id");
        receiver.play(Stranger.answering(500, ""));
        show("Never");
        for (int attempt = 1; attempt <= 11; attempt++) {
            receiver.next();
            awaitNewest(id, in(attempt == 11 ? "failed" : "waiting", attempt));
            if (attempt == 10) assertThat(webhook(id).getBoolean("enabled")).isTrue();
            pass(Duration.ofHours(22));
        }
        JsonObject off = webhook(id);
        assertThat(off.getBoolean("enabled")).isFalse();
        assertThat(off.getString("disabledReason")).isEqualTo("failing");
        // On again: it begins anew.
        assertThat(founder.patch(webhooks + "/" + id, "{\"enabled\":true}").status())
                .isEqualTo(200);
        assertThat(webhook(id).getString("disabledReason")).isNull();
        assertThat(webhook(id).getString("failingSince")).isNull();
        receiver.play(Stranger.answering(200, ""));
        String path = webhooks + "/" + id + "/deliveries/"
                + deliveries(id, "").getJsonObject(0).getString("id");
        assertThat(founder.post(path + "/redeliver", "").status()).isEqualTo(202);
        receiver.next();
        awaitNewest(id, in("delivered", 12));
    }

    @Test
    void oneThatSucceedsBetweenKeepsTheWebhookOn() throws Exception {
        String id = made("show.created").getString("id");
        receiver.play(
                (asked, out) -> Stranger.write(out, Stranger.answer(asked.text().contains("\"Bad\"") ? 500 : 200, "")));
        show("Bad");
        for (int attempt = 1; attempt <= 11; attempt++) {
            receiver.next();
            int so = attempt;
            awaitDelivery(id, item -> item.getInteger("attempts") == so);
            if (attempt == 5) {
                show("Good");
                receiver.next();
                awaitNewest(id, in("delivered", 1));
            }
            pass(Duration.ofHours(22));
        }
        assertThat(webhook(id).getBoolean("enabled")).isTrue();
        assertThat(deliveries(id, "?state=failed")).hasSize(1);
    }

    private void awaitDelivery(String id, Predicate<JsonObject> so) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (deliveries(id, "").stream().noneMatch(item -> so.test((JsonObject) item)))
            assertThat(System.nanoTime()).isLessThan(until);
    }

    @Test
    void aKillInTheMiddleLosesNothing() throws Exception {
        ownPlatform();
        CountDownLatch never = new CountDownLatch(1);
        made("show.created");
        receiver.play((_, _) -> never.await());
        Set<String> shows = new HashSet<>();
        for (int i = 0; i < 10; i++) shows.add(show("Show " + i));
        Set<String> ids = new HashSet<>();
        ids.add(receiver.next().header("webhook-id"));
        running = running.restarted();
        founder = running.owner();
        receiver.play(Stranger.answering(200, ""));
        Map<String, String> told = new HashMap<>();
        while (told.size() < shows.size()) {
            Stranger.Asked asked = receiver.next();
            ids.add(asked.header("webhook-id"));
            told.put(
                    new JsonObject(asked.text())
                            .getJsonObject("data")
                            .getJsonObject("show")
                            .getString("id"),
                    asked.header("webhook-id"));
        }
        never.countDown();
        assertThat(told.keySet()).isEqualTo(shows);
        assertThat(ids).as("each event has one id, however often it is sent").hasSize(shows.size());
    }

    @Test
    void eventsThatCameWhileNobodyListenedAreToldAfterwards() throws Exception {
        JsonObject made = made("show.created");
        // As if the process had died between the event and its deliveries.
        running.database.jdbi().useHandle(handle -> handle.execute("""
                update webhook_position set number = number - 1"""));
        running.database.jdbi().useHandle(handle -> handle.execute("""
                update webhook set after_number = after_number - 1 where id = ?""", made.getString("id")));
        assertThat(new JsonObject(receiver.next().text()).getString("type")).isEqualTo("show.created");
    }

    @Test
    void aReceiverThatIsSlowHoldsUpItselfAlone() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Stranger slow = Stranger.open((_, _) -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            never.await();
        })) {
            made(new JsonObject().put("url", slow.url("/")).put("events", new JsonArray().add("show.created")));
            made("show.created");
            Set<String> told = new HashSet<>();
            for (int i = 0; i < 20; i++) show("Show " + i);
            for (int i = 0; i < 20; i++) told.add(receiver.next().header("webhook-id"));
            assertThat(told).hasSize(20);
            assertThat(most.get()).isLessThanOrEqualTo(4);
            never.countDown();
        }
    }

    @Test
    void theOldSecretSignsTooForADay() throws Exception {
        JsonObject made = made("show.created");
        String id = made.getString("id");
        JsonObject rotated = founder.post(webhooks + "/" + id + "/secret", "").json();
        assertThat(rotated.getString("secret")).isNotEqualTo(made.getString("secret"));
        assertThat(rotated.getString("oldSecretUntil"))
                .isEqualTo(running.clock.instant().plus(Duration.ofHours(24)).toString());
        show("Both");
        Stranger.Asked both = receiver.next();
        assertThat(signed(both, made.getString("secret"))).isTrue();
        assertThat(signed(both, rotated.getString("secret"))).isTrue();
        running.clock.pass(Duration.ofHours(24));
        show("New");
        Stranger.Asked fresh = receiver.next();
        assertThat(signed(fresh, made.getString("secret"))).isFalse();
        assertThat(signed(fresh, rotated.getString("secret"))).isTrue();
        assertThat(webhook(id).getString("oldSecretUntil")).isNull();
    }

    @Test
    void secretsAreToldOnceAndNotKeptReadably() {
        JsonObject made = made();
        String secret = made.getString("secret");
        assertThat(founder.get(webhooks).text()).doesNotContain(secret).doesNotContain("whsec_");
        assertThat(webhook(made.getString("id")).encode()).doesNotContain("whsec_");
        String kept = running.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select encode(secret, 'escape') from webhook where id = :id")
                .bind("id", made.getString("id"))
                .mapTo(String.class)
                .one());
        assertThat(kept).doesNotContain(secret.substring(6, 20));
    }

    @Test
    void aTestIsSentNowAndTellsWhatCame() throws Exception {
        JsonObject made = made("show.deleted");
        String path = webhooks + "/" + made.getString("id") + "/test";
        JsonObject good = founder.post(path, "").json();
        Stranger.Asked asked = receiver.next();
        assertThat(new JsonObject(asked.text()).getString("type")).isEqualTo("webhook.test");
        assertThat(signed(asked, made.getString("secret"))).isTrue();
        assertThat(good.getString("state")).isEqualTo("delivered");
        assertThat(good.getJsonObject("last").getString("answer")).isEqualTo("thanks");
        receiver.play(Stranger.answering(410, "gone"));
        JsonObject bad = founder.post(path, "").json();
        assertThat(bad.getString("state")).isEqualTo("failed");
        assertThat(bad.getString("nextAt")).isNull();
        assertThat(webhook(made.getString("id")).getBoolean("enabled"))
                .as("a test switches nothing off")
                .isTrue();
        assertThat(webhook(made.getString("id")).getString("failingSince")).isNull();
        founder.patch(webhooks + "/" + made.getString("id"), "{\"enabled\":false}");
        receiver.play(Stranger.answering(200, ""));
        assertThat(founder.post(path, "").json().getString("state")).isEqualTo("delivered");
    }

    @Test
    void whoTestsOneTwiceAtOnceIsAskedToWait() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        receiver.play((_, out) -> {
            goOn.await();
            Stranger.write(out, Stranger.answer(200, ""));
        });
        String path = webhooks + "/" + made().getString("id") + "/test";
        Thread first = Thread.ofVirtual().start(() -> founder.post(path, ""));
        receiver.next();
        var second = founder.post(path, "");
        assertThat(second.status()).isEqualTo(429);
        goOn.countDown();
        first.join();
        receiver.play(Stranger.answering(200, ""));
        assertThat(founder.post(path, "").status()).isEqualTo(200);
    }

    @Test
    void switchedOffItHearsNothingAndWhatWaitedGoesOutWhenItIsOnAgain() throws Exception {
        String id = made("show.created").getString("id");
        receiver.play(Stranger.answering(500, ""));
        show("Waiting");
        receiver.next();
        awaitNewest(id, in("waiting", 1));
        founder.patch(webhooks + "/" + id, "{\"enabled\":false}");
        show("Missed");
        running.clock.pass(Duration.ofHours(1));
        receiver.play(Stranger.answering(200, ""));
        String off = webhooks + "/" + id + "/deliveries/"
                + deliveries(id, "").getJsonObject(0).getString("id");
        assertThat(founder.post(off + "/redeliver", "").code()).isEqualTo("webhook-off");
        founder.patch(webhooks + "/" + id, "{\"enabled\":true}");
        assertThat(receiver.next().text()).contains("Waiting");
        show("Heard");
        assertThat(receiver.next().text()).contains("Heard");
    }

    @Test
    void whatWasDeliveredCanBeSentAgainWithTheSameId() throws Exception {
        String id = made("show.created").getString("id");
        show("Twice");
        Stranger.Asked first = receiver.next();
        JsonObject delivery = awaitNewest(id, in("delivered", 1));
        String path = webhooks + "/" + id + "/deliveries/" + delivery.getString("id") + "/redeliver";
        assertThat(founder.post(path, "").status()).isEqualTo(202);
        Stranger.Asked second = receiver.next();
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.text()).isEqualTo(first.text());
        awaitNewest(id, in("delivered", 2));
    }

    @Test
    void aDeletedWebhookIsGoneWithItsLogAndHearsNothing() {
        String id = made().getString("id");
        assertThat(founder.delete(webhooks + "/" + id).status()).isEqualTo(204);
        show("Unheard");
        assertThat(founder.get(webhooks + "/" + id).status()).isEqualTo(404);
        assertThat(founder.get(webhooks + "/" + id + "/deliveries").status()).isEqualTo(404);
        assertThat(founder.delete(webhooks + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void theLogComesInPagesByState() throws Exception {
        String id = made("show.created").getString("id");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            show("Show " + i);
            ids.add(receiver.next().header("webhook-id"));
            awaitNewest(id, in("delivered", 1));
        }
        Set<String> listed = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonObject page = founder.get(webhooks + "/" + id + "/deliveries?state=delivered&limit=2" + cursor)
                    .json();
            page.getJsonArray("items").forEach(item -> listed.add(((JsonObject) item).getString("id")));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(listed).isEqualTo(ids);
        assertThat(deliveries(id, "?state=waiting")).isEmpty();
        assertThat(founder.get(webhooks + "/" + id + "/deliveries?state=odd").status())
                .isEqualTo(400);
        assertThat(founder.get(webhooks + "/" + id + "/deliveries?cursor=x").status())
                .isEqualTo(400);
    }

    @Test
    void addressesInsideAreRefusedBeforeAndAfter() throws Exception {
        record Case(String url, String words) {}
        for (Case bad : List.of(
                new Case("http://127.0.0.2:8080/", "public internet"),
                new Case("http://169.254.169.254/latest/meta-data", "public internet"),
                new Case("http://[::1]/", "public internet"),
                new Case("http://2130706433/", "web address"),
                new Case("https://user:word@hooks.example/", "user or a password"),
                new Case("https://hooks.example:25/", "port"),
                new Case("ftp://hooks.example/", "https://"),
                new Case("hooks.example", "https://"))) {
            var reply = founder.post(
                    webhooks, new JsonObject().put("url", bad.url()).encode());
            assertThat(reply.status()).as(bad.url()).isEqualTo(400);
            JsonObject error = reply.json().getJsonArray("errors").getJsonObject(0);
            assertThat(error.getString("field")).isEqualTo("url");
            assertThat(error.getString("message")).as(bad.url()).contains(bad.words());
        }
        try (Stranger inside = Stranger.open("127.0.0.2", Stranger.answering(200, "secret"))) {
            // As if it had been allowed once, and is no more.
            String id = made().getString("id");
            running.database
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "update webhook set url = ? where id = ?", "http://127.0.0.2:" + inside.port() + "/", id));
            JsonObject last =
                    founder.post(webhooks + "/" + id + "/test", "").json().getJsonObject("last");
            assertThat(last.getString("failure")).contains("outgoing.private");
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void whateverIsAnsweredIsKeptHarmless() {
        receiver.play((_, out) -> {
            out.write("HTTP/1.1 500 So\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] odd = new byte[5_000];
            for (int i = 0; i < odd.length; i++) odd[i] = (byte) i;
            out.write(odd);
        });
        JsonObject last = founder.post(webhooks + "/" + made().getString("id") + "/test", "")
                .json()
                .getJsonObject("last");
        assertThat(last.getString("answer")).contains("\uFFFD").contains("ABC").doesNotContain("\u0000");
        assertThat(last.getBoolean("answerCut")).isTrue();
    }

    @Test
    void twentyAreEnough() {
        for (int i = 0; i < 19; i++) made();
        var more = founder.post(
                webhooks, new JsonObject().put("url", receiver.url("/")).encode());
        assertThat(more.code()).isEqualTo("limit-reached");
    }

    @Test
    void theLogIsForgottenAfterThirtyDays() {
        ownPlatform();
        String id = made().getString("id");
        founder.post(webhooks + "/" + id + "/test", "");
        assertThat(deliveries(id, "")).hasSize(1);
        running.clock.pass(Duration.ofDays(29));
        new DeliveryTable(running.database.jdbi()).prune(running.clock.instant().minus(Duration.ofDays(30)), 100);
        assertThat(deliveries(id, "")).hasSize(1);
        running.clock.pass(Duration.ofDays(2));
        new DeliveryTable(running.database.jdbi()).prune(running.clock.instant().minus(Duration.ofDays(30)), 100);
        assertThat(new DeliveryTable(running.database.jdbi()).page(id, null, Long.MAX_VALUE, 10))
                .isEmpty();
    }
}
