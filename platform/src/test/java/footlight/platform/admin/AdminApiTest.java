package footlight.platform.admin;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdminApiTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                Arguments.of("GET", "/admin/overview", null, 200),
                Arguments.of("GET", "/admin/accounts", null, 200),
                Arguments.of("POST", "/admin/accounts", "{\"email\":\"%s@example.org\",\"name\":\"New\"}", 201),
                Arguments.of("GET", "/admin/accounts/{id}", null, 200),
                Arguments.of("PATCH", "/admin/accounts/{id}", "{\"disabled\":false}", 200),
                Arguments.of("POST", "/admin/accounts/{id}/reset", null, 200),
                Arguments.of("GET", "/admin/channels", null, 200),
                Arguments.of("GET", "/admin/streams", null, 200),
                Arguments.of("POST", "/admin/streams/{id}/kick", null, 404),
                Arguments.of("GET", "/admin/log", null, 200),
                Arguments.of("GET", "/admin/settings", null, 200));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoRunsTheServerIsAnsweredAndNobodyElse(String method, String path, String body, int answer)
            throws IOException {
        House house = new House(RUNNING);
        String at = path.replace("{id}", String.valueOf(house.member.accountId));
        assertThat(ask(RUNNING.browser(), method, at, body).code()).isEqualTo("sign-in-first");
        assertThat(ask(house.founder, method, at, body).code()).isEqualTo("admin-needed");
        assertThat(ask(house.program(house.keySecret("channel:write", "team:write", "keys")), method, at, body)
                        .code())
                .isEqualTo("admin-needed");
        assertThat(ask(OWNER, method, at, body).status()).isEqualTo(answer);
        Browser commandLine =
                RUNNING.browser().with("origin", null).with("authorization", "Bearer " + RUNNING.adminToken());
        assertThat(ask(commandLine, method, at, body).status()).isEqualTo(answer);
    }

    /// Whoever finds an admin's browser open is not yet let into everybody's account.
    @Test
    void whoSignedInLongAgoHandsOutNoAccountsBeforeProvingItAgain() {
        try (RunningPlatform own = RunningPlatform.open()) {
            Browser owner = own.owner();
            Browser person = own.person("Ann");
            String account = "/admin/accounts/" + accountOf(person);
            String provider =
                    "{\"key\":\"x\",\"kind\":\"x\",\"clientId\":\"an-id\",\"clientSecret\":\"a-secret-of-x\"}";
            own.clock.pass(Duration.ofMinutes(16));
            List<Supplier<Browser.Reply>> deeds = List.of(
                    () -> owner.post(
                            "/admin/accounts", "{\"email\":\"b@example.org\",\"name\":\"Bea\",\"role\":\"admin\"}"),
                    () -> owner.api("PATCH", account, "{\"role\":\"admin\"}"),
                    () -> owner.api("POST", account + "/reset", null),
                    () -> owner.api("PUT", "/admin/providers", provider));
            for (Supplier<Browser.Reply> deed : deeds)
                assertThat(deed.get().code()).isEqualTo("sign-in-again");
            assertThat(owner.get(account).json().getJsonObject("account").getString("role"))
                    .isEqualTo("member");
            assertThat(owner.post("/session/fresh", "{\"password\":\"" + Browser.PASSWORD + "\"}")
                            .status())
                    .isEqualTo(204);
            for (Supplier<Browser.Reply> deed : deeds)
                assertThat(deed.get().status()).isLessThan(300);
        }
    }

    private static Browser.Reply ask(Browser browser, String method, String path, String body) {
        return browser.api(method, path, body == null ? null : body.formatted(House.handle()));
    }

    @Test
    void everybodyStandsOnOnePageOfAccountsAndOnNoOther() {
        for (int i = 0; i < 7; i++) RUNNING.person("Paged");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = OWNER.get("/admin/accounts?limit=3" + cursor).json();
            ids(page).forEach(seen::add);
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(7).contains(String.valueOf(accountOf(OWNER)));
    }

    @Test
    void peopleAreFoundByHowTheirAddressOrNameBegins() {
        Browser found = RUNNING.person("Ünïcode Wombat");
        assertThat(ids(OWNER.get("/admin/accounts?search=%C3%9CN%C3%8FC").json()))
                .containsExactly(id(found));
        assertThat(ids(OWNER.get("/admin/accounts?search=" + id(found)).json())).containsExactly(id(found));
        assertThat(ids(OWNER.get("/admin/accounts?search=wombat").json())).isEmpty();
        assertThat(ids(OWNER.get("/admin/accounts?search=%25").json()))
                .as("no pattern")
                .isEmpty();
    }

    @Test
    void aCursorOfNoPageIsRefused() {
        for (String cursor : List.of("x", "AAAA", "LTk5OTk5OTk5OTk5OTk5OTk5OTphYmNkZWZnaGlqa2w"))
            assertThat(OWNER.get("/admin/accounts?cursor=" + cursor).status()).isIn(200, 400);
        assertThat(OWNER.get("/admin/channels?cursor=none").code()).isEqualTo("invalid-request");
    }

    @Test
    void theLastAdminStaysOne() {
        String owner = accountOf(OWNER);
        assertThat(OWNER.patch("/admin/accounts/" + owner, "{\"role\":\"member\"}")
                        .code())
                .isEqualTo("last-admin");
        assertThat(OWNER.patch("/admin/accounts/" + owner, "{\"disabled\":true}")
                        .code())
                .isEqualTo("last-admin");
        assertThat(OWNER.get("/admin/overview").status()).as("and is signed in").isEqualTo(200);

        Browser second = RUNNING.person("Second");
        OWNER.patch("/admin/accounts/" + id(second), "{\"role\":\"admin\"}");
        assertThat(second.get("/admin/overview").status()).isEqualTo(200);
        OWNER.patch("/admin/accounts/" + id(second), "{\"role\":\"member\"}");
        assertThat(second.get("/admin/overview").code()).isEqualTo("admin-needed");
    }

    @Test
    void whoIsShutOutIsSignedOutAtOnceAndComesInAgainWhenLet() {
        Browser out = RUNNING.person("Troll");
        assertThat(OWNER.patch("/admin/accounts/" + id(out), "{\"disabled\":true}")
                        .json()
                        .getBoolean("disabled"))
                .isTrue();
        assertThat(out.get("/channels").code()).isEqualTo("sign-in-first");
        assertThat(OWNER.patch("/admin/accounts/" + id(out), "{\"disabled\":false}")
                        .json()
                        .getBoolean("disabled"))
                .isFalse();
    }

    @Test
    void whoHasNoAddressGetsNoLinkForAPassword() {
        Browser byAnotherSite = RUNNING.person("By X");
        RUNNING.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update account set email = null where id = ?", byAnotherSite.accountId));
        Browser.Reply reply = OWNER.api("POST", "/admin/accounts/" + id(byAnotherSite) + "/reset", null);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("no-address");
        int links = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from account_token where account_id = :id")
                .bind("id", byAnotherSite.accountId)
                .mapTo(Integer.class)
                .one());
        assertThat(links).isZero();
    }

    @Test
    void anAddressHasOneAccount() {
        String form = "{\"email\":\"Twice@Example.org\",\"name\":\"Twice\"}";
        JsonObject made = OWNER.post("/admin/accounts", form).json();
        assertThat(made.getJsonObject("account").getString("email")).isEqualTo("twice@example.org");
        assertThat(made.getString("link")).contains("/account/reset#");
        assertThat(OWNER.post("/admin/accounts", form).code()).isEqualTo("email-taken");
    }

    @Test
    void channelsAreListedWithTheirOwnersAndShows() {
        House house = new House(RUNNING);
        JsonObject page = OWNER.get("/admin/channels?limit=100").json();
        JsonObject channel = items(page)
                .filter(each -> each.getString("id").equals(house.channel))
                .findFirst()
                .orElseThrow();
        assertThat(channel.getLong("shows")).isEqualTo(1);
        assertThat(channel.getJsonArray("owners")).containsExactly(house.founder.accountId + "@example.org");
        assertThat(ids(OWNER.get("/admin/channels?search=" + channel.getString("handle"))
                        .json()))
                .contains(house.channel);
    }

    private static String id(Browser browser) {
        return String.valueOf(browser.accountId);
    }

    private static String accountOf(Browser browser) {
        return browser.get("/session").json().getJsonObject("account").getString("id");
    }

    private static Stream<JsonObject> items(JsonObject page) {
        JsonArray items = page.getJsonArray("items");
        return items.stream().map(JsonObject.class::cast);
    }

    private static List<String> ids(JsonObject page) {
        return items(page).map(item -> item.getString("id")).toList();
    }
}
