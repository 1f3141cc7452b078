package footlight.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.House;
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
import org.junit.jupiter.api.Test;

/// What a webhook is told, how often it is tried, and what is kept of it.
class DeliveryTest extends Listening {
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
