package footlight.platform.key;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    private final House house = new House(RUNNING);
    private final String channel = "/channels/" + house.channel;

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private JsonObject listed(String name) {
        return house.founder.get(channel + "/keys").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKeyStopsWhileItsMakerIsShutOut() {
        Browser program = house.program(house.keySecret("shows:write"));
        Browser owner = RUNNING.owner();
        String maker = "/admin/accounts/" + house.founder.accountId;
        owner.patch(maker, "{\"disabled\":true}");
        var refused = program.post(channel + "/shows", "{\"title\":\"By program\"}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("bearer-token-wrong");
        assertThat(refused.json().getString("detail")).contains("shut out");
        owner.patch(maker, "{\"disabled\":false}");
        assertThat(program.post(channel + "/shows", "{\"title\":\"By program\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aSecretIsToldOnceAndKnownByItsBeginning() {
        var made = house.founder.post(
                channel + "/keys",
                House.keyForm("shows:write", "live").put("name", "Box office").encode());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String secret = made.json().getString("secret");
        assertThat(secret).matches("flk_[0-9A-Za-z]{43}");
        JsonObject listed = listed("Box office");
        assertThat(listed.containsKey("secret")).isFalse();
        assertThat(secret).startsWith(listed.getString("prefix"));
        assertThat(listed.getJsonArray("scopes")).containsExactly("shows:write", "live");
        assertThat(listed.getString("makerId")).isEqualTo(house.founder.accountId);
        String everything = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(api_key::text, ' ') from api_key")
                .mapTo(String.class)
                .one());
        assertThat(everything).contains("Box office").doesNotContain(secret);
    }

    @Test
    void aProgramNeedsNoCookieAndNoTokenOfAPage() {
        Browser program = house.program(house.keySecret("shows:write"));
        var made = program.post(channel + "/shows", "{\"title\":\"By program\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().getJsonObject("own").getString("etag")).isEqualTo("\"1\"");
        assertThat(program.patch("/shows/" + made.json().getString("id"), "{\"title\":\"Again\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyKnowsItsOwnChannelAlone() {
        Browser program = house.program(house.keySecret("shows:read"));
        JsonArray channels = program.get("/channels").json().getJsonArray("items");
        assertThat(channels).hasSize(1);
        assertThat(channels.getJsonObject(0).getString("id")).isEqualTo(house.channel);
        assertThat(program.get("/session").json().getString("account")).isNull();
        assertThat(program.get("/channels/default/shows").code()).isEqualTo("not-found");
    }

    @Test
    void aKeyNeverMayMoreThanItsMakerAtTheMoment() {
        RUNNING.join(house.member, house.channel, "owner");
        String secret = house.member
                .post(
                        channel + "/keys",
                        House.keyForm("shows:write", "team:write").encode())
                .json()
                .getString("secret");
        Browser program = house.program(secret);
        assertThat(program.post(channel + "/shows", "{\"title\":\"A\"}").status())
                .isEqualTo(201);
        RUNNING.join(house.member, house.channel, "moderator");
        assertThat(program.post(channel + "/shows", "{\"title\":\"A\"}").code()).isEqualTo("role-too-low");
        assertThat(program.get(channel + "/members").status()).isEqualTo(200);
        house.founder.delete(channel + "/members/" + house.member.accountId);
        var powerless = program.get(channel + "/members");
        assertThat(powerless.code()).isEqualTo("bearer-token-wrong");
        assertThat(powerless.json().getString("detail")).contains("not in its channel's team");
        RUNNING.join(house.member, house.channel, "producer");
        assertThat(program.post(channel + "/shows", "{\"title\":\"A\"}").status())
                .isEqualTo(201);
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("delete from account where id = ?", house.member.accountId));
        assertThat(program.get(channel + "/members").code()).isEqualTo("bearer-token-wrong");
    }

    @Test
    void aKeyOfWhoRunsTheServerIsAsGoodAsThey() throws IOException {
        Browser admin = RUNNING.owner();
        String byPerson = admin.post(
                        channel + "/keys", House.keyForm("shows:write").encode())
                .json()
                .getString("secret");
        assertThat(house.program(byPerson)
                        .post(channel + "/shows", "{\"title\":\"A\"}")
                        .status())
                .isEqualTo(201);
        Browser script = house.program(RUNNING.adminToken());
        var byScript =
                script.post(channel + "/keys", House.keyForm("shows:write").encode());
        assertThat(byScript.json().getString("makerId")).isNull();
        assertThat(house.program(byScript.json().getString("secret"))
                        .post(channel + "/shows", "{\"title\":\"A\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRevokedKeyIsRefusedFromTheNextRequestOnAndStaysInTheList() {
        var made = house.founder.post(
                channel + "/keys",
                House.keyForm("shows:read").put("name", "Gone").encode());
        Browser program = house.program(made.json().getString("secret"));
        assertThat(program.get(channel + "/shows").status()).isEqualTo(200);
        String path = channel + "/keys/" + made.json().getString("id");
        assertThat(house.founder.delete(path).status()).isEqualTo(204);
        assertThat(program.get(channel + "/shows").code()).isEqualTo("bearer-token-wrong");
        String revokedAt = listed("Gone").getString("revokedAt");
        assertThat(revokedAt).isNotNull();
        RUNNING.clock.pass(Duration.ofMinutes(1));
        assertThat(house.founder.delete(path).status()).isEqualTo(204);
        assertThat(listed("Gone").getString("revokedAt")).isEqualTo(revokedAt);
    }

    @Test
    void aKeyOfAnotherChannelIsNotRevokedFromHere() {
        House other = new House(RUNNING);
        assertThat(house.founder.delete(channel + "/keys/" + other.key).code()).isEqualTo("not-found");
        assertThat(other.founder
                        .get("/channels/" + other.channel + "/keys")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("revokedAt"))
                .isNull();
    }

    @Test
    void aKeyWithAnEndIsGoodUntilThen() {
        String end = RUNNING.clock.instant().plus(Duration.ofHours(1)).toString();
        Browser program =
                house.program(house.keySecret(House.keyForm("shows:read").put("expiresAt", end)));
        RUNNING.clock.pass(Duration.ofMinutes(59));
        assertThat(program.get(channel + "/shows").status()).isEqualTo(200);
        RUNNING.clock.pass(Duration.ofMinutes(1));
        assertThat(program.get(channel + "/shows").code()).isEqualTo("bearer-token-wrong");
        var past = house.founder.post(
                channel + "/keys",
                House.keyForm("shows:read").put("expiresAt", end).encode());
        assertThat(past.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("expiresAt");
    }

    @Test
    void whenAKeyWasUsedIsWrittenOnceAMinute() {
        JsonObject form = House.keyForm("shows:read").put("name", "Used");
        Browser program = house.program(house.keySecret(form));
        assertThat(listed("Used").getString("lastUsedAt")).isNull();
        program.get(channel + "/shows");
        String first = RUNNING.clock.instant().toString();
        assertThat(listed("Used").getString("lastUsedAt")).isEqualTo(first);
        RUNNING.clock.pass(Duration.ofSeconds(59));
        program.get(channel + "/shows");
        assertThat(listed("Used").getString("lastUsedAt")).isEqualTo(first);
        RUNNING.clock.pass(Duration.ofSeconds(1));
        program.get(channel + "/shows");
        assertThat(listed("Used").getString("lastUsedAt"))
                .isEqualTo(RUNNING.clock.instant().toString());
    }

    @Test
    void aKeyThatMakesKeysGivesNoMoreThanItHas() {
        String end = RUNNING.clock.instant().plus(Duration.ofDays(1)).toString();
        Browser program = house.program(
                house.keySecret(House.keyForm("keys", "shows:read").put("expiresAt", end)));
        assertThat(program.post(channel + "/keys", House.keyForm("shows:write").encode())
                        .code())
                .isEqualTo("scope-missing");
        var forEver =
                program.post(channel + "/keys", House.keyForm("shows:read").encode());
        assertThat(forEver.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("expiresAt");
        var made = program.post(
                channel + "/keys",
                House.keyForm("shows:read").put("expiresAt", end).encode());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().getString("makerId")).isEqualTo(house.founder.accountId);
    }

    @Test
    void secretsThatAreNoneAreRefused() {
        String secret = house.keySecret("shows:read");
        for (String wrong : List.of(
                "flk_",
                "flk_x",
                secret + "x",
                secret.substring(0, secret.length() - 1),
                secret.substring(0, secret.length() - 1) + (secret.endsWith("A") ? "B" : "A"),
                secret.toUpperCase(java.util.Locale.ROOT),
                "flk_" + "x".repeat(4000)))
            assertThat(house.program(wrong).get("/shows").code()).as(wrong).isEqualTo("bearer-token-wrong");
        assertThat(house.program("  " + secret + "  ").get("/shows").status()).isEqualTo(200);
    }

    @Test
    void formsThatDoNotFitAreRefusedPlainly() {
        record Case(String json, String field) {}
        for (Case bad : List.of(
                new Case("{\"name\":\"a\"}", "scopes"),
                new Case("{\"name\":\"a\",\"scopes\":[]}", "scopes"),
                new Case("{\"name\":\"a\",\"scopes\":\"live\"}", "scopes"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\",\"everything\"]}", "scopes.1"),
                new Case("{\"name\":\"a\",\"scopes\":[null]}", "scopes.0"),
                new Case("{\"name\":\" \",\"scopes\":[\"live\"]}", "name"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\"],\"origins\":[\"*\"]}", "origins.0"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\"],\"origins\":[\"null\"]}", "origins.0"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\"],\"origins\":[\"ftp://a.example\"]}", "origins.0"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\"],\"origins\":[\"https://a.example/x\"]}", "origins.0"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\"],\"origins\":[\"https://u@a.example\"]}", "origins.0"),
                new Case("{\"name\":\"a\",\"scopes\":[\"live\"],\"expiresAt\":\"soon\"}", "expiresAt"))) {
            var reply = house.founder.post(channel + "/keys", bad.json());
            assertThat(reply.status()).as(bad.json()).isEqualTo(400);
            assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                    .as(bad.json())
                    .isEqualTo(bad.field());
        }
    }
}
