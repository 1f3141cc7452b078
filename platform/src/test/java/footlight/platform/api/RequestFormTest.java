package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every request to the API, whatever it asks for.
class RequestFormTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final House HOUSE = new House(RUNNING);
    private static final Browser OWNER = RUNNING.owner();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    static List<Operation> reading() {
        return ApiDocument.read().operations().stream()
                .filter(operation -> !operation.unsafe())
                .toList();
    }

    static List<Operation> all() {
        return ApiDocument.read().operations();
    }

    @ParameterizedTest
    @MethodSource("reading")
    void whatCanBeReadHasAHead(Operation operation) {
        String path = GoodRequest.path(operation, HOUSE.parts());
        Browser reader = path.startsWith("/admin/") ? OWNER : HOUSE.founder;
        var whole = reader.get(path);
        var head = reader.api("HEAD", path, null);
        assertThat(head.status()).isEqualTo(whole.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("content-type")).isEqualTo(whole.header("content-type"));
        assertThat(head.header("content-length")).isPresent().get().isNotEqualTo("0");
        assertThat(head.header("etag")).isEqualTo(whole.header("etag"));
    }

    @Test
    void theDocumentAndARefusalHaveAHeadToo() {
        assertThat(RUNNING.browser().api("HEAD", "/openapi.json", null).status())
                .isEqualTo(200);
        assertThat(RUNNING.browser().api("HEAD", "/channels", null).status()).isEqualTo(401);
        assertThat(RUNNING.browser().api("HEAD", "/shows/zzzzzzzzzzzz", null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aQueryParameterThatAnAddressDoesNotKnowIsRefused(Operation operation) {
        String body = GoodRequest.body(operation);
        var reply = HOUSE.founder.api(
                operation.method(),
                GoodRequest.path(operation, HOUSE.parts()) + "?lmit=5",
                body.isEmpty() ? null : body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("lmit");
    }

    @Test
    void oddQueriesAreRefusedPlainly() {
        record Case(String query, String field) {}
        for (Case odd : List.of(
                new Case("limit=1&limit=2", "limit"),
                new Case("Limit=1", "Limit"),
                new Case("%3Cscript%3E=1", "script"),
                new Case("limit%00=1", "limit"))) {
            var reply = RUNNING.browser().get("/shows?" + odd.query());
            assertThat(reply.status()).as(odd.query()).isEqualTo(400);
            assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                    .as(odd.query())
                    .isEqualTo(odd.field());
        }
        assertThat(RUNNING.browser().get("/shows?").status()).isEqualTo(200);
    }

    @Test
    void everyAnswerNamesItsRequest() {
        Browser browser = RUNNING.browser();
        for (String path :
                List.of("/shows", "/channels", "/shows/zzzzzzzzzzzz", "/nothing", "/openapi.json", "/shows?x"))
            assertThat(browser.get(path).header("x-request-id").orElseThrow())
                    .as(path)
                    .matches("[0-9a-f]{16}");
        assertThat(browser.post("/shows", "{}").header("x-request-id"))
                .as("405")
                .isPresent();
        assertThat(browser.get("/shows").header("x-request-id"))
                .isNotEqualTo(browser.get("/shows").header("x-request-id"));
        assertThat(browser.page("/").header("x-request-id")).as("a page").isPresent();
    }

    @Test
    void aFittingNameOfTheCallersOwnIsTakenOver() {
        assertThat(RUNNING.browser()
                        .with("x-request-id", "order-4711.retry_2")
                        .get("/shows")
                        .header("x-request-id"))
                .contains("order-4711.retry_2");
        for (String unfit : List.of("short", "two words here", "x".repeat(65), "<script>alert(1)", "ünfitting-name"))
            assertThat(RUNNING.browser()
                            .with("x-request-id", unfit)
                            .get("/shows")
                            .header("x-request-id")
                            .orElseThrow())
                    .as(unfit)
                    .matches("[0-9a-f]{16}");
    }
}
