package footlight.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A webhook itself: its address, its secrets, its switch, its test.
class WebhookTest extends Listening {
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
    void aDeletedWebhookIsGoneWithItsLogAndHearsNothing() {
        String id = made().getString("id");
        assertThat(founder.delete(webhooks + "/" + id).status()).isEqualTo(204);
        show("Unheard");
        assertThat(founder.get(webhooks + "/" + id).status()).isEqualTo(404);
        assertThat(founder.get(webhooks + "/" + id + "/deliveries").status()).isEqualTo(404);
        assertThat(founder.delete(webhooks + "/" + id).status()).isEqualTo(404);
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
}
