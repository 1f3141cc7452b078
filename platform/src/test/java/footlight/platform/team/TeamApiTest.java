package footlight.platform.team;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TeamApiTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    private final House house = new House(RUNNING);
    private final String channel = "/channels/" + house.channel;

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private JsonObject invited(String email, String role) {
        var reply = house.founder.post(
                channel + "/invitations",
                new JsonObject().put("email", email).put("role", role).encode());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private static String token(JsonObject invitation) {
        String link = invitation.getString("link");
        assertThat(link).startsWith(RUNNING.url() + "/manage/invitation#");
        return link.substring(link.indexOf('#') + 1);
    }

    private static Browser.Reply accept(Browser browser, String token) {
        return browser.post("/invitation/accept", "{\"token\":\"" + token + "\"}");
    }

    private String member(Browser browser) {
        return channel + "/members/" + browser.accountId;
    }

    @Test
    void whoFollowsAnInvitationJoinsWithItsRole() {
        String token = token(invited("Grace@Example.org", "producer"));
        assertThat(token).hasSize(43);
        Browser grace = RUNNING.person("Grace");
        var read = RUNNING.browser().post("/invitation", "{\"token\":\"" + token + "\"}");
        assertThat(read.json().getJsonObject("channel").getString("id")).isEqualTo(house.channel);
        assertThat(read.json().getString("role")).isEqualTo("producer");
        assertThat(grace.post(channel + "/shows", "{\"title\":\"A\"}").code()).isEqualTo("not-found");
        var joined = accept(grace, token);
        assertThat(joined.status()).as(joined.text()).isEqualTo(200);
        assertThat(joined.json().getString("role")).isEqualTo("producer");
        assertThat(grace.post(channel + "/shows", "{\"title\":\"A\"}").status()).isEqualTo(201);
        assertThat(grace.get("/channels").json().getJsonArray("items")).hasSize(1);
    }

    @Test
    void anInvitationIsGoodOnceAndForSevenDays() {
        String used = token(invited("a@example.org", "moderator"));
        assertThat(accept(RUNNING.person("A"), used).status()).isEqualTo(200);
        assertThat(accept(RUNNING.person("B"), used).code()).isEqualTo("invitation-not-good");
        String late = token(invited("b@example.org", "moderator"));
        RUNNING.clock.pass(Duration.ofDays(7));
        assertThat(accept(RUNNING.person("C"), late).code()).isEqualTo("invitation-not-good");
        assertThat(RUNNING.browser()
                        .post("/invitation", "{\"token\":\"" + late + "\"}")
                        .code())
                .isEqualTo("invitation-not-good");
    }

    @Test
    void anInvitationThatWasWithdrawnOrReplacedIsWorthless() {
        String replaced = token(invited("c@example.org", "owner"));
        JsonObject newer = invited("C@example.org", "moderator");
        assertThat(accept(RUNNING.person("C"), replaced).code()).isEqualTo("invitation-not-good");
        var open = house.founder.get(channel + "/invitations").json().getJsonArray("items");
        assertThat(open).hasSize(2);
        assertThat(open.encode()).doesNotContain("link", token(newer));
        assertThat(house.founder
                        .delete(channel + "/invitations/" + newer.getString("id"))
                        .status())
                .isEqualTo(204);
        assertThat(accept(RUNNING.person("C"), token(newer)).code()).isEqualTo("invitation-not-good");
    }

    @Test
    void anInvitationOfAnotherChannelIsNotThere() {
        House other = new House(RUNNING);
        assertThat(house.founder
                        .delete(channel + "/invitations/" + other.invitation)
                        .code())
                .isEqualTo("not-found");
        assertThat(other.founder
                        .get("/channels/" + other.channel + "/invitations")
                        .json()
                        .getJsonArray("items"))
                .hasSize(1);
    }

    @Test
    void anOwnerWhoAcceptsALesserInvitationStaysOne() {
        var joined = accept(house.founder, token(invited("self@example.org", "moderator")));
        assertThat(joined.json().getString("role")).isEqualTo("owner");
        var raised = accept(house.member, token(invited("member@example.org", "producer")));
        assertThat(raised.json().getString("role")).isEqualTo("producer");
    }

    @Test
    void anInvitationToAChannelThatWasDeletedLeadsNowhere() {
        String token = token(invited("d@example.org", "producer"));
        house.founder.delete(channel);
        assertThat(RUNNING.browser()
                        .post("/invitation", "{\"token\":\"" + token + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(accept(RUNNING.person("D"), token).status()).isEqualTo(404);
    }

    @Test
    void tokensThatAreNoneAreRefused() {
        Browser grace = RUNNING.person("Grace");
        for (String token : List.of("x", "' or 1=1--", "x".repeat(100), "🎩"))
            assertThat(accept(grace, token).code()).as(token).isEqualTo("invitation-not-good");
        assertThat(accept(RUNNING.browser(), "x").code()).isEqualTo("sign-in-first");
        assertThat(accept(house.program(house.keySecret("team:write")), "x").code())
                .isEqualTo("person-needed");
    }

    @Test
    void onlyTheHashOfALinkIsKept() {
        String token = token(invited("e@example.org", "producer"));
        String everything = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(invitation::text, ' ') from invitation")
                .mapTo(String.class)
                .one());
        assertThat(everything).contains("e@example.org").doesNotContain(token);
    }

    @Test
    void theTeamIsListedWithAddressesForWhoLooksAfterIt() {
        var own = house.founder.get(channel + "/members").json().getJsonArray("items");
        assertThat(own).hasSize(2);
        assertThat(own.getJsonObject(0).getString("role")).isEqualTo("owner");
        assertThat(own.getJsonObject(1).getString("email")).isEqualTo(house.member.accountId + "@example.org");
        var seen = house.member.get(channel + "/members").json().getJsonArray("items");
        assertThat(seen.getJsonObject(0).getString("name")).isEqualTo("Founder");
        assertThat(seen.getJsonObject(0).getString("email")).isNull();
    }

    @Test
    void aRoleIsChangedAndCountsAtOnce() {
        assertThat(house.member.post(channel + "/shows", "{\"title\":\"A\"}").code())
                .isEqualTo("role-too-low");
        var changed = house.founder.patch(member(house.member), "{\"role\":\"producer\"}");
        assertThat(changed.json().getString("role")).isEqualTo("producer");
        assertThat(house.member.post(channel + "/shows", "{\"title\":\"A\"}").status())
                .isEqualTo(201);
        for (String bad : List.of("{\"role\":\"king\"}", "{\"role\":null}", "{}", "{\"role\":7}"))
            assertThat(house.founder.patch(member(house.member), bad).status())
                    .as(bad)
                    .isEqualTo(400);
    }

    @Test
    void theLastOwnerCannotGoOrBeLowered() {
        assertThat(house.founder
                        .patch(member(house.founder), "{\"role\":\"producer\"}")
                        .code())
                .isEqualTo("last-owner");
        assertThat(house.founder.delete(member(house.founder)).code()).isEqualTo("last-owner");
        assertThat(house.founder.post(channel + "/leave", "").code()).isEqualTo("last-owner");
        assertThat(house.founder
                        .patch(member(house.member), "{\"role\":\"owner\"}")
                        .status())
                .isEqualTo(200);
        assertThat(house.founder.post(channel + "/leave", "").status()).isEqualTo(204);
        assertThat(house.member.post(channel + "/leave", "").code()).isEqualTo("last-owner");
        assertThat(house.founder.get(channel + "/members").code()).isEqualTo("not-found");
    }

    @Test
    void ofTwoOwnersWhoLeaveAtOnceOneStays() throws Exception {
        RUNNING.join(house.member, house.channel, "owner");
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        Thread one;
        Thread other;
        // Both have begun before either can go.
        try (HeldRows held = HeldRows.of(
                RUNNING.databaseUrl,
                "select 1 from channel_member where channel_id = '" + house.channel + "' for update")) {
            one = Thread.ofVirtual()
                    .start(() -> statuses.add(
                            house.founder.post(channel + "/leave", "").status()));
            other = Thread.ofVirtual()
                    .start(() -> statuses.add(
                            house.member.post(channel + "/leave", "").status()));
            held.awaitWaiting(2);
        }
        one.join();
        other.join();
        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void whoLeavesOrIsLetGoMayNothingAnyMore() {
        assertThat(house.member.post(channel + "/leave", "").status()).isEqualTo(204);
        assertThat(house.member.get(channel + "/shows").code()).isEqualTo("not-found");
        assertThat(house.member.post(channel + "/leave", "").code()).isEqualTo("not-found");
        RUNNING.join(house.member, house.channel, "producer");
        assertThat(house.founder.delete(member(house.member)).status()).isEqualTo(204);
        assertThat(house.member.get("/shows/" + house.show + "/encoder").code()).isEqualTo("not-yours");
        assertThat(house.founder.delete(member(house.member)).code()).isEqualTo("not-found");
    }

    @Test
    void aHundredInvitationsAreEnough() {
        for (int i = 0; i < 99; i++) invited("guest" + i + "@example.org", "moderator");
        var refused = house.founder.post(
                channel + "/invitations", "{\"email\":\"one.more@example.org\",\"role\":\"moderator\"}");
        assertThat(refused.code()).isEqualTo("limit-reached");
    }

    @Test
    void whoInvitesAndWithdrawsAllDayHasToWaitForTheNext() {
        for (int i = 0; i < 199; i++)
            house.founder.delete(channel + "/invitations/"
                    + invited("guest@example.org", "moderator").getString("id"));
        String form = "{\"email\":\"guest@example.org\",\"role\":\"moderator\"}";
        var refused = house.founder.post(channel + "/invitations", form);
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(refused.header("retry-after")).contains("86400");
        RUNNING.clock.pass(Duration.ofDays(1));
        assertThat(house.founder.post(channel + "/invitations", form).status()).isEqualTo(201);
    }
}
