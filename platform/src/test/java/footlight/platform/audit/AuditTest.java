package footlight.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.platform.api.Asker;
import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    private final House house = new House(RUNNING);
    private final String channel = "/channels/" + house.channel;

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private List<JsonObject> deeds(Browser browser, String path) {
        Browser.Reply reply = browser.get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> words(List<JsonObject> deeds) {
        return deeds.stream().map(deed -> deed.getString("deed")).toList();
    }

    private JsonObject latest(String kind) {
        return deeds(house.founder, channel + "/audit?limit=1&kind=" + kind).getFirst();
    }

    @Test
    void whoMadeAKeyIsToldByNameAndTheSecretIsNot() {
        var made = house.founder.post(
                channel + "/keys", House.keyForm("live").put("name", "OBS").encode());
        JsonObject deed = latest("key");
        assertThat(deed.getString("deed")).isEqualTo("key.create");
        assertThat(deed.getString("actor")).isEqualTo("person:" + house.founder.accountId);
        assertThat(deed.getString("actorName")).isNotBlank();
        assertThat(deed.getString("subject")).isEqualTo(made.json().getString("id"));
        assertThat(deed.getString("subjectName")).isEqualTo("OBS");
        assertThat(deed.getString("detail")).isEqualTo("OBS");
        String everything = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(deed::text, ' ') from deed")
                .mapTo(String.class)
                .one());
        assertThat(everything).doesNotContain(made.json().getString("secret"), Browser.PASSWORD, "@example.org");

        house.founder.delete(channel + "/keys/" + made.json().getString("id"));
        assertThat(latest("key").getString("deed")).isEqualTo("key.revoke");
        assertThat(latest("key").getString("subjectName")).isEqualTo("OBS");
    }

    @Test
    void whatAKeyDidIsTheKeys() {
        Browser program = house.program(house.keySecret("shows:write"));
        program.post(channel + "/shows", "{\"title\":\"By program\"}");
        JsonObject deed = latest("show");
        assertThat(deed.getString("actor")).startsWith("key:");
        assertThat(deed.getString("actorName")).isNotBlank();
        assertThat(deed.getString("subjectName")).isEqualTo("By program");
        assertThat(words(deeds(house.founder, channel + "/audit?actor=" + deed.getString("actor"))))
                .containsExactly("show.create");
    }

    @Test
    void rolesThatChangeAndPeopleWhoGoAreToldWithTheirNames() {
        Browser bob = RUNNING.person("Bob");
        RUNNING.join(bob, house.channel, "moderator");
        house.founder.patch(channel + "/members/" + bob.accountId, "{\"role\":\"producer\"}");
        JsonObject deed = latest("member");
        assertThat(deed.getString("subjectName")).isEqualTo("Bob");
        assertThat(deed.getString("detail")).isEqualTo("producer");
        bob.post(channel + "/leave", "");
        assertThat(latest("member").getString("deed")).isEqualTo("member.leave");
    }

    @Test
    void aDeedThatIsRefusedIsNotNoted() {
        String self = channel + "/members/" + house.founder.accountId;
        assertThat(house.founder.patch(self, "{\"role\":\"moderator\"}").code()).isEqualTo("last-owner");
        assertThat(words(deeds(house.founder, channel + "/audit?kind=member"))).doesNotContain("member.change");
    }

    @Test
    void aNoteStandsAndFallsWithItsTransaction() {
        AuditLog log = new AuditLog(RUNNING.database.jdbi(), Duration.ofDays(1), RUNNING.clock);
        assertThatThrownBy(() -> log.together(() -> {
                    log.note(new Asker.Admin(), "test.fall", house.channel, "x", "");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(deeds(house.founder, channel + "/audit?kind=test")).isEmpty();
        log.together(() -> {
            log.note(new Asker.Nobody(), "test.stand", house.channel, "x", "");
            return true;
        });
        JsonObject stands = latest("test");
        assertThat(stands.getString("actor")).as("nobody asked for it").isEqualTo("server");
    }

    @Test
    void signInsGoodAndFailedAreToldToTheirOwnerAndToTheAdminWithAddresses() {
        Browser person = RUNNING.browser();
        for (String email : List.of("ada@example.org", "nobody@example.org"))
            person.post(
                    "/session",
                    new JsonObject()
                            .put("email", email)
                            .put("password", "not her password")
                            .encode());
        Browser owner = RUNNING.owner();
        List<JsonObject> refused = deeds(owner, "/admin/audit?kind=session&actor=nobody");
        assertThat(refused.get(0).getString("subject"))
                .as("an address that nobody has")
                .isEmpty();
        assertThat(refused.get(1).getString("subjectName")).isEqualTo("Ada");
        assertThat(refused.get(1).getString("address")).isEqualTo("127.0.0.1");
        List<JsonObject> own = deeds(owner, "/account/activity");
        assertThat(words(own)).contains("session.start", "session.refuse");
        assertThat(own.getFirst().getString("address")).isEqualTo("127.0.0.1");
    }

    @Test
    void colleaguesAreNotToldWhereSomebodySits() {
        house.founder.patch(channel, "{\"name\":\"Renamed\"}");
        JsonObject deed = latest("channel");
        assertThat(deed.getString("address")).isNull();
        assertThat(deed.getString("request")).isNull();
    }

    @Test
    void aFormThatSavesByItselfIsOneDeed() {
        String show = "/shows/" + house.show;
        for (int i = 0; i < 5; i++) house.founder.patch(show, "{\"title\":\"Title " + i + "\"}");
        assertThat(words(deeds(house.founder, channel + "/audit?kind=show")))
                .filteredOn("show.change"::equals)
                .hasSize(1);
        house.founder.patch(show, "{\"visibility\":\"private\"}");
        assertThat(words(deeds(house.founder, channel + "/audit?kind=show"))).contains("show.private");
        RUNNING.clock.pass(Duration.ofMinutes(11));
        house.founder.patch(show, "{\"title\":\"Later\"}");
        assertThat(words(deeds(house.founder, channel + "/audit?kind=show")))
                .filteredOn("show.change"::equals)
                .hasSize(2);
    }

    @Test
    void everyDeedStandsOnOnePageAndNoneOfAnotherChannel() {
        for (int i = 0; i < 7; i++) house.founder.post(channel + "/shows", "{\"title\":\"Show " + i + "\"}");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page =
                    house.founder.get(channel + "/audit?limit=3" + cursor).json();
            page.getJsonArray("items").stream().map(JsonObject.class::cast).forEach(deed -> {
                assertThat(deed.getString("channelId")).isEqualTo(house.channel);
                seen.add(deed.getString("id"));
            });
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(7);
    }

    @Test
    void garbageIsRefused() {
        for (String query :
                List.of("cursor=x", "cursor=-1", "cursor=99999999999999999999", "actor=x", "kind=KEY'", "kind=%00"))
            assertThat(house.founder.get(channel + "/audit?" + query).status())
                    .as(query)
                    .isEqualTo(400);
    }

    @Test
    void whatIsOlderThanItIsKeptIsForgotten() {
        AuditLog log = new AuditLog(RUNNING.database.jdbi(), Duration.ofDays(30), RUNNING.clock);
        log.note(new Asker.Admin(), "old.one", house.channel, "x", "");
        RUNNING.clock.pass(Duration.ofDays(31));
        log.note(new Asker.Admin(), "new.one", house.channel, "x", "");
        log.prune();
        String admin = "/admin/audit?kind=";
        Browser owner = RUNNING.owner();
        assertThat(deeds(owner, admin + "old")).isEmpty();
        assertThat(deeds(owner, admin + "new")).hasSize(1);
    }
}
