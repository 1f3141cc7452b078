package footlight.platform.self;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static String json(String field, @Nullable Object value) {
        return new JsonObject().put(field, value).encode();
    }

    @Test
    void whatIsNotSaidIsTheBrowsers() {
        JsonObject account = RUNNING.person("Mia").get("/account").json();
        assertThat(account.getString("name")).isEqualTo("Mia");
        assertThat(account.getValue("language")).isNull();
        assertThat(account.getValue("timeZone")).isNull();
        assertThat(account.getValue("avatarUrl")).isNull();
        assertThat(account.getBoolean("hasPassword")).isFalse();
        assertThat(RUNNING.owner().get("/account").json().getBoolean("hasPassword"))
                .isTrue();
    }

    @Test
    void nameLanguageAndZoneAreChangedOneByOneAndTheRestStays() {
        Browser mia = RUNNING.person("Mia");
        assertThat(mia.patch("/account", json("timeZone", "Europe/Lisbon")).status())
                .isEqualTo(200);
        assertThat(mia.patch("/account", json("language", "pt-BR")).status()).isEqualTo(200);
        JsonObject account =
                mia.patch("/account", json("name", "  Mia Zoë 🎭 ")).json();
        assertThat(account.getString("name")).isEqualTo("Mia Zoë 🎭");
        assertThat(account.getString("timeZone")).isEqualTo("Europe/Lisbon");
        assertThat(account.getString("language")).isEqualTo("pt-BR");
        assertThat(mia.get("/session").json().getJsonObject("account").getString("name"))
                .isEqualTo("Mia Zoë 🎭");
        account = mia.patch("/account", "{\"timeZone\":null,\"language\":null}").json();
        assertThat(account.getValue("timeZone")).isNull();
        assertThat(account.getValue("language")).isNull();
    }

    private static long newNames(Browser who) {
        return who.get("/account/activity").json().getJsonArray("items").stream()
                .filter(deed -> ((JsonObject) deed).getString("deed").equals("account.name"))
                .count();
    }

    @Test
    void onlyANameThatIsAnotherOneIsToldAsAChangeOfTheName() {
        Browser mia = RUNNING.person("Mia");
        mia.patch("/account", "{\"name\":\"Mia\",\"timeZone\":\"Europe/Lisbon\"}");
        mia.patch("/account", json("name", " Mia "));
        assertThat(newNames(mia)).isZero();
        mia.patch("/account", json("name", "Mia Zoë"));
        assertThat(newNames(mia)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a\u0000b",
                "a\nb",
                "a\u007fb",
                "a\u0085b",
                "Ada\u202Egro.elpmaxe",
                "\u2066Ada",
                "Ada\u2069",
                "Ada\u2028Admin",
                "\uFEFFAda",
                "\u200B\u200D",
                "\u3164"
            })
    void aNameThatHidesOrTurnsSomethingIsRefusedAndTheOldOneStays(String name) {
        Browser mia = RUNNING.person("Mia");
        var reply = mia.patch("/account", json("name", name));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("name");
        assertThat(mia.get("/account").json().getString("name")).isEqualTo("Mia");
    }

    @Test
    void whatIsTooLongOrNobodyKnowsIsRefused() {
        Browser mia = RUNNING.person("Mia");
        for (String body : new String[] {
            json("name", "x".repeat(81)),
            json("name", null),
            json("timeZone", "Mars/Olympus"),
            json("timeZone", "+02:00"),
            json("language", "English, please"),
            json("role", "admin"),
            json("email", "else@example.org"),
        }) assertThat(mia.patch("/account", body).code()).as(body).isEqualTo("invalid-request");
        assertThat(mia.patch("/account", json("name", "x".repeat(80))).status()).isEqualTo(200);
    }

    @Test
    void aKeyIsNoPerson() {
        House house = new House(RUNNING);
        Browser program = house.program(house.keySecret("shows:read", "team:write"));
        assertThat(program.get("/account").code()).isEqualTo("person-needed");
        assertThat(program.patch("/account", json("name", "Robot")).code()).isEqualTo("person-needed");
        assertThat(house.founder.get("/account").json().getString("name")).isEqualTo("Founder");
    }

    @Test
    void membersOfATeamSeeTheNewName() {
        House house = new House(RUNNING);
        house.member.patch("/account", json("name", "Renamed"));
        assertThat(house.founder.get("/channels/" + house.channel + "/members").text())
                .contains("Renamed");
    }
}
