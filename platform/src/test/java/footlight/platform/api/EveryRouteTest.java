package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Drives every operation of the document the wrong way.
class EveryRouteTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final Browser STRANGER = RUNNING.person("Eve");
    private static final String SHOW = OWNER.post("/channels/default/shows", "{\"title\":\"Untouched\"}")
            .json()
            .getString("id");
    private static final String FOREIGN_SHOW = "othershow001";
    private static final String FOREIGN_CHANNEL = "otherchannel";
    /// What people say of themselves about a channel or show of others, which it does not touch.
    private static final Set<String> FOR_ONESELF =
            Set.of("getFollow", "putFollow", "deleteFollow", "getReminder", "putReminder", "deleteReminder");

    private static final ApiDocument DOCUMENT = ApiDocument.read();

    @BeforeAll
    static void somebodyElsesShow() {
        RUNNING.database.jdbi().useHandle(handle -> handle.execute("""
                insert into channel (id, name, handle, created_at) values ('otherchannel', 'Other', 'other', now());
                insert into show (id, channel_id, stream_id, title, description, auto_start, visibility, phase, version,
                                  created_at, updated_at)
                values ('othershow001', 'otherchannel', 'otherstream1', 'Theirs', '', false, 'public', 'draft', 1, now(), now())
                """));
    }

    @AfterAll
    static void close() {
        String title = OWNER.get("/shows/" + SHOW).json().getString("title");
        RUNNING.close();
        assertThat(title).as("nothing here changed the show").isEqualTo("Untouched");
    }

    static Stream<Operation> all() {
        return DOCUMENT.operations().stream();
    }

    static Stream<Operation> forSomebody() {
        return all().filter(Operation::needsSomebody);
    }

    static Stream<Operation> unsafeForSomebody() {
        return forSomebody().filter(Operation::unsafe);
    }

    static Stream<Operation> withBody() {
        return all().filter(operation -> operation.body() != null);
    }

    private static String path(Operation operation, String show, String channel) {
        return GoodRequest.path(operation, Map.of("showId", show, "channelId", channel));
    }

    private static Browser.Reply ask(Browser browser, Operation operation, String path, @Nullable String json) {
        return browser.api(operation.method(), path, json);
    }

    @ParameterizedTest
    @MethodSource("forSomebody")
    void nobodyInParticularIsSentToSignIn(Operation operation) {
        var reply = ask(RUNNING.browser(), operation, path(operation, SHOW, "default"), GoodRequest.body(operation));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("sign-in-first");
    }

    @ParameterizedTest
    @MethodSource("unsafeForSomebody")
    void aSessionWithoutItsTokenChangesNothing(Operation operation) {
        Browser forged = RUNNING.browser();
        forged.cookie = OWNER.cookie;
        for (String token : new String[] {null, "", "AAAA", String.valueOf(OWNER.csrfToken) + "x"}) {
            forged.csrfToken = token;
            var reply = ask(forged, operation, path(operation, SHOW, "default"), GoodRequest.body(operation));
            assertThat(reply.status()).as("token %s", token).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("csrf-token-wrong");
        }
    }

    @ParameterizedTest
    @MethodSource("unsafeForSomebody")
    void aPageOfAnotherSiteChangesNothingEvenWithTheToken(Operation operation) {
        for (String origin : List.of("https://evil.example", "null", RUNNING.url() + ".evil.example")) {
            Browser evil = RUNNING.browser().with("origin", origin);
            evil.cookie = OWNER.cookie;
            evil.csrfToken = OWNER.csrfToken;
            var reply = ask(evil, operation, path(operation, SHOW, "default"), GoodRequest.body(operation));
            assertThat(reply.status()).as(origin).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("foreign-origin");
        }
    }

    @ParameterizedTest
    @MethodSource("forSomebody")
    void somebodyElsesThingsAreNotTouched(Operation operation) {
        if (!operation.path().contains("{") || FOR_ONESELF.contains(operation.id())) return;
        var reply =
                ask(STRANGER, operation, path(operation, FOREIGN_SHOW, FOREIGN_CHANNEL), GoodRequest.body(operation));
        if (operation.path().startsWith("/admin/")) assertThat(reply.code()).isEqualTo("admin-needed");
        else assertThat(reply.code()).isIn("not-yours", "not-found");
        assertThat(reply.text()).doesNotContain("Theirs");
    }

    @ParameterizedTest
    @MethodSource("all")
    void idsThatNobodyHasAreNotFoundAndNoFault(Operation operation) {
        if (!operation.path().contains("{")) return;
        for (String id : List.of(
                "@nobody",
                "@-",
                "zzzzzzzzzzzz",
                "1",
                "%00",
                "%27%20or%201=1--",
                "..%2f..",
                "x".repeat(3000),
                "%F0%9F%8E%A9")) {
            var reply = ask(OWNER, operation, path(operation, id, id), GoodRequest.body(operation));
            assertThat(reply.status()).as(id).isIn(400, 404);
            assertThat(reply.json().getString("detail", "")).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void bodiesOfTheWrongKindAreRefusedPlainly(Operation operation) {
        String path = path(operation, SHOW, "default");
        for (String body : List.of(
                "{",
                "[]",
                "7",
                "\"text\"",
                "null",
                "{\"title\":{}}",
                "{\"\\u0000\":1}",
                "{\"x\":1}",
                "\u00ff\u00fe",
                "{\"a\":" + "[".repeat(5000))) {
            var reply = ask(OWNER, operation, path, body);
            assertThat(reply.status())
                    .as(body.substring(0, Math.min(30, body.length())))
                    .isEqualTo(400);
            assertThat(reply.code()).isEqualTo("invalid-request");
            assertThat(reply.json().getString("detail")).endsWith(".");
        }
        assertThat(OWNER.send(
                                operation.method(),
                                "/api/v1" + path,
                                "title=x".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        assertThat(ask(OWNER, operation, path, "{\"title\":\"" + "x".repeat(70_000) + "\"}")
                        .code())
                .isEqualTo("body-too-large");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWrongMethodIsToldWhichOnesThereAre(Operation operation) {
        var reply = OWNER.api("PROPFIND", path(operation, SHOW, "default"), null);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow").orElseThrow()).contains(operation.method());
    }

    @Test
    void parametersOfTheWrongKindAreRefusedPlainly() {
        for (String query : List.of(
                "phase=never",
                "limit=0",
                "limit=101",
                "limit=many",
                "limit=-1",
                "limit=99999999999999999999",
                "cursor=zzz",
                "cursor=" + "a".repeat(300),
                "cursor=MDoxOngn")) {
            var reply = RUNNING.browser().get("/shows?" + query);
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void theDocumentIsServedAndEveryAnswerOfItsExamplesIsAProblemOrFits() {
        var reply = RUNNING.browser().get("/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        JsonObject document = reply.json();
        assertThat(document.getString("openapi")).isEqualTo("3.1.0");
        assertThat(document.getJsonObject("paths").fieldNames()).contains("/shows/{showId}/start");
        assertThat(document.getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject("Encoder")
                        .getJsonObject("properties")
                        .fieldNames())
                .contains("on");
    }
}
