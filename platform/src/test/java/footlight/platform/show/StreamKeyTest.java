package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StreamKeyTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final InetSocketAddress STUDIO = new InetSocketAddress("192.0.2.7", 5000);
    private static final InetSocketAddress TRUCK = new InetSocketAddress("203.0.113.9", 6000);
    private static final InetSocketAddress TRUCK_V6 = new InetSocketAddress("2001:db8::9", 6000);

    private final LiveShows live = RUNNING.platform.live();
    private final JsonObject show =
            OWNER.post("/channels/default/shows", "{\"title\":\"Keys\"}").json();
    private final String path = "/shows/" + show.getString("id");
    private final String streamId = show.getString("streamId");

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private JsonObject make(String json) {
        Browser.Reply reply = OWNER.post(path + "/keys", json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private JsonArray keys() {
        return OWNER.get(path + "/keys").json().getJsonArray("items");
    }

    private static String secret(JsonObject made) {
        return made.getJsonObject("ingest").getString("key");
    }

    private boolean admitted(String secret, InetSocketAddress from) {
        return live.mayPublish(secret, from) instanceof Publishing.Admitted;
    }

    private JsonObject encoder() {
        return OWNER.get(path + "/encoder").json();
    }

    private void on(String secret, InetSocketAddress from) {
        assertThat(admitted(secret, from)).isTrue();
        live.encoderOn(streamId, "rtmp", from, "obs");
        eventually(() -> encoder().getBoolean("on"));
    }

    @Test
    void eachEncoderHasAKeyOfItsOwnAndIsToldApart() {
        JsonObject truck = make("{\"name\":\"  Backup truck \"}");
        assertThat(truck.getString("name")).isEqualTo("Backup truck");
        assertThat(truck.getBoolean("first")).isFalse();
        on(secret(truck), TRUCK);
        assertThat(encoder().getString("key")).isEqualTo("Backup truck");
        eventually(() -> keys().getJsonObject(1).getString("lastUsedAt") != null);
        JsonObject listed = keys().getJsonObject(1);
        assertThat(listed.getString("lastUsedProtocol")).isEqualTo("rtmp");
        assertThat(listed.getString("lastUsedFrom")).isEqualTo("203.0.113.9");
        assertThat(keys().getJsonObject(0).getBoolean("first")).isTrue();
        assertThat(keys().getJsonObject(0).getString("lastUsedAt")).isNull();
        assertThat(keys().encode()).as("no secret among them").doesNotContain("sk_");
        assertThat(OWNER.get(path + "/keys/" + truck.getString("id") + "/ingest")
                        .json()
                        .getString("key"))
                .isEqualTo(secret(truck));
    }

    @Test
    void aRevokedKeySendsItsOwnEncoderAwayAtOnceAndNoOther() {
        JsonObject truck = make("{\"name\":\"Truck\"}");
        JsonObject spare = make("{\"name\":\"Spare\"}");
        on(secret(truck), TRUCK);
        RUNNING.engine.closed.clear();
        assertThat(OWNER.delete(path + "/keys/" + spare.getString("id")).status())
                .isEqualTo(204);
        OWNER.post(path + "/ingest/key", "");
        assertThat(RUNNING.engine.closed).isEmpty();
        assertThat(OWNER.delete(path + "/keys/" + truck.getString("id")).status())
                .isEqualTo(204);
        assertThat(RUNNING.engine.closed).containsExactly("publisher " + streamId + " The stream key was revoked.");
        assertThat(live.mayPublish(secret(truck), TRUCK))
                .isEqualTo(new Publishing.Refused("The stream key \"Truck\" was revoked at 2026-11-20T18:00:00Z."));
        JsonObject refusal = encoder().getJsonArray("refusals").getJsonObject(0);
        assertThat(refusal.getString("code")).isEqualTo("key-revoked");
        assertThat(OWNER.get(path + "/keys/" + truck.getString("id") + "/ingest")
                        .status())
                .as("its secret is gone")
                .isEqualTo(404);
        assertThat(OWNER.delete(path + "/keys/" + truck.getString("id")).status())
                .isEqualTo(404);
        assertThat(keys()).hasSize(4);
        assertThat(keys().getJsonObject(3).getString("revokedAt")).isNotNull();
    }

    @Test
    void whoWasLetInWithAKeyThatIsRevokedBeforeTheyAreOnIsSentAway() {
        JsonObject truck = make("{\"name\":\"Truck\"}");
        String main = OWNER.get(path + "/ingest").json().getString("key");
        on(main, STUDIO);
        assertThat(admitted(secret(truck), TRUCK)).isTrue();
        OWNER.delete(path + "/keys/" + truck.getString("id"));
        RUNNING.engine.closed.clear();
        live.encoderOff(streamId, "Another encoder took over.");
        live.encoderOn(streamId, "rtmp", TRUCK, "obs");
        eventually(() ->
                RUNNING.engine.closed.contains("publisher " + streamId + " The stream key is not good any more."));
        assertThat(encoder().getBoolean("on")).isFalse();
    }

    @Test
    void aKeyMayBeBoundToWhereItIsUsedFrom() {
        JsonObject truck =
                make("{\"name\":\"Truck\",\"addresses\":[\"203.0.113.0/24\",\"2001:db8::/32\",\"192.0.2.1\"]}");
        assertThat(truck.getJsonArray("addresses"))
                .containsExactly("203.0.113.0/24", "2001:db8:0:0:0:0:0:0/32", "192.0.2.1/32");
        assertThat(admitted(secret(truck), TRUCK)).isTrue();
        assertThat(admitted(secret(truck), TRUCK_V6)).isTrue();
        assertThat(live.mayPublish(secret(truck), STUDIO))
                .isEqualTo(new Publishing.Refused("The stream key \"Truck\" may not be used from 192.0.2.7."));
        JsonObject refusal = encoder().getJsonArray("refusals").getJsonObject(0);
        assertThat(refusal.getString("code")).isEqualTo("address-not-allowed");
        assertThat(refusal.getString("from")).isEqualTo("192.0.2.7");
        String key = path + "/keys/" + truck.getString("id");
        on(secret(truck), TRUCK);
        RUNNING.engine.closed.clear();
        assertThat(OWNER.patch(key, "{\"name\":\"Van\",\"addresses\":[\"203.0.113.0/28\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(RUNNING.engine.closed).isEmpty();
        OWNER.patch(key, "{\"addresses\":[\"198.51.100.0/24\"]}");
        assertThat(RUNNING.engine.closed)
                .containsExactly("publisher " + streamId + " The stream key may not be used from there any more.");
        assertThat(OWNER.patch(key, "{\"addresses\":[]}").json().getString("name"))
                .isEqualTo("Van");
        assertThat(admitted(secret(truck), STUDIO)).isTrue();
    }

    @Test
    void withoutTheDatabaseAKeyThatWasLetInComesBackFromWhereItMay() {
        JsonObject truck = make("{\"name\":\"Truck\",\"addresses\":[\"203.0.113.0/24\"]}");
        String main = OWNER.get(path + "/ingest").json().getString("key");
        on(secret(truck), TRUCK);
        TestPostgres.away(RUNNING.databaseUrl);
        assertThat(live.mayPublish(secret(truck), TRUCK)).isEqualTo(new Publishing.Admitted(streamId));
        assertThat(admitted(secret(truck), STUDIO)).isFalse();
        assertThat(admitted(main, STUDIO)).as("never seen").isFalse();
        TestPostgres.back(RUNNING.databaseUrl);
        eventually(RUNNING.database::answers);
    }

    @Test
    void theFirstKeyIsReplacedAndNeverRevoked() {
        JsonObject first = keys().getJsonObject(0);
        String key = path + "/keys/" + first.getString("id");
        assertThat(OWNER.delete(key).code()).isEqualTo("first-key");
        OWNER.patch(key, "{\"name\":\"OBS at home\",\"addresses\":[\"192.0.2.0/24\"]}");
        String old = OWNER.get(path + "/ingest").json().getString("key");
        String replaced = OWNER.post(path + "/ingest/key", "").json().getString("key");
        assertThat(replaced).isNotEqualTo(old);
        JsonObject now = keys().getJsonObject(0);
        assertThat(now.getString("name")).isEqualTo("OBS at home");
        assertThat(now.getJsonArray("addresses")).containsExactly("192.0.2.0/24");
        assertThat(admitted(replaced, TRUCK)).as("the rule stays").isFalse();
        assertThat(admitted(replaced, STUDIO)).isTrue();
        assertThat(admitted(old, STUDIO)).isFalse();
    }

    @Test
    void aShowHasTwentyKeysAtMost() {
        for (int i = 1; i < StreamKeys.MOST; i++) make("{\"name\":\"Key " + i + "\"}");
        Browser.Reply reply = OWNER.post(path + "/keys", "{\"name\":\"One more\"}");
        assertThat(reply.code()).isEqualTo("limit-reached");
        OWNER.delete(path + "/keys/" + keys().getJsonObject(7).getString("id"));
        make("{\"name\":\"In its place\"}");
    }

    @Test
    void keysThatAreNoneAreRefused() {
        for (String body : List.of(
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":\"   \"}",
                "{\"name\":\"" + "x".repeat(61) + "\"}",
                "{\"name\":\"A\",\"addresses\":\"192.0.2.1\"}",
                "{\"name\":\"A\",\"addresses\":[\"example.org\"]}",
                "{\"name\":\"A\",\"addresses\":[\"192.0.2.1/33\"]}",
                "{\"name\":\"A\",\"addresses\":[\"192.0.2.1/-1\"]}",
                "{\"name\":\"A\",\"addresses\":[\"1' or '1'='1\"]}",
                "{\"name\":\"A\",\"addresses\":[null]}",
                "{\"name\":\"A\",\"secret\":\"sk_mine\"}"))
            assertThat(OWNER.post(path + "/keys", body).status()).as(body).isEqualTo(400);
        assertThat(keys()).hasSize(1);
    }

    @Test
    void aKeyIsFoundAtItsOwnShowOnly() {
        JsonObject truck = make("{\"name\":\"Truck\"}");
        House other = new House(RUNNING);
        String foreign = "/shows/" + other.show + "/keys/" + truck.getString("id");
        assertThat(other.founder.get(foreign + "/ingest").status()).isEqualTo(404);
        assertThat(other.founder.patch(foreign, "{\"name\":\"Mine\"}").status()).isEqualTo(404);
        assertThat(other.founder.delete(foreign).status()).isEqualTo(404);
        assertThat(admitted(secret(truck), TRUCK)).isTrue();
        assertThat(live.mayPublish(secret(truck), TRUCK)).isEqualTo(new Publishing.Admitted(streamId));
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within twenty seconds").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
