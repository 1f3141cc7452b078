package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the document, asked as nobody should: odd bodies and parameters by who may, good ones by who may
/// not, ids of others. The same requests for the same seed; more with `-Dfootlight.api.fuzz.rounds=500`, others with
/// `-Dfootlight.api.fuzz.seed=7`.
class ApiFuzzTest {
    private static final int ROUNDS = Integer.getInteger("footlight.api.fuzz.rounds", 8);
    private static final long SEED = Long.getLong("footlight.api.fuzz.seed", 1);

    /// What is written down about every request, and what works by itself.
    private static final Set<String> UNWATCHED = Set.of(
            "flyway_schema_history",
            "session",
            "answered",
            "deed",
            "sign_in_code",
            "sign_in_wrong",
            "letter",
            "notice",
            "webhook_position",
            "show_seat",
            "census");

    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain", "application/xml", "application/json;charset=utf-16", "application/jsonp", "x", "*/*");

    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final House FOREIGN = new House(RUNNING);
    private static final JsonObject DOCUMENT =
            new JsonObject(new String(ApiDocument.read().json(), StandardCharsets.UTF_8));
    private static final Set<String> CODES = DOCUMENT
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("ProblemCode")
            .getJsonArray("enum")
            .stream()
            .map(String::valueOf)
            .collect(Collectors.toSet());

    private final List<String> findings = new ArrayList<>();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    static Stream<Operation> all() {
        return ApiDocument.read().operations().stream();
    }

    /// A request, and who sends it.
    private record Sent(
            String who,
            Browser browser,
            String path,
            Buffer body,
            @Nullable String mediaType) {
        Sent(String who, Browser browser, String path, byte[] body, @Nullable String mediaType) {
            this(who, browser, path, Buffer.buffer(body), mediaType);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedPlainlyAndChangesNothing(Operation operation) {
        Random random = new Random(SEED * 31 + operation.id().hashCode());
        House house = new House(RUNNING);
        String good = GoodRequest.path(operation, house.parts());
        List<Sent> requests = requests(operation, house, good, random);
        String state = operation.unsafe() ? state(operation) : "";
        for (Sent sent : requests) {
            Browser.Reply reply = sent.browser()
                    .send(operation.method(), sent.path(), sent.body().getBytes(), sent.mediaType());
            judge(operation, sent, reply);
            if (!operation.unsafe()) continue;
            String after = state(operation);
            if (reply.status() >= 400 && !after.equals(state))
                finding(operation, sent, reply, "was refused and changed " + difference(state, after));
            state = after;
        }
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsThereForOthersLooksLikeWhatIsNotThere(Operation operation) {
        if (!operation.path().contains("{")) return;
        House house = new House(RUNNING);
        Browser stranger = RUNNING.person("Stranger");
        String key = house.keySecret("shows:read", "webhooks", "keys", "team:write");
        byte[] body = OddBodies.text(GoodRequest.body(operation));
        for (String name : house.parts().keySet()) {
            if (!operation.path().contains("{" + name + "}")) continue;
            // The rest of the path is one's own, so that this id alone decides.
            Map<String, String> theirs = new HashMap<>(house.parts());
            theirs.put(name, String.valueOf(FOREIGN.parts().get(name)));
            Map<String, String> nobodys = new HashMap<>(house.parts());
            nobodys.put(name, name.equals("showId") || name.equals("channelId") ? "zzzzzzzzzzzz" : "zzzzzzzzzzz1");
            for (Browser browser : List.of(house.founder, stranger, house.program(key))) {
                Browser.Reply there = ask(browser, operation, theirs, body);
                Browser.Reply none = ask(browser, operation, nobodys, body);
                if (there.status() < 400) continue;
                // Whose page anybody may open is no secret, and every channel has one.
                boolean open = name.equals("channelId") || visible(browser);
                if (open && Set.of("not-yours", "person-needed").contains(there.code())) continue;
                boolean sameWords = name.equals("channelId") || words(there).equals(words(none));
                if (there.status() != none.status() || !there.code().equals(none.code()) || !sameWords)
                    findings.add(operation.id() + " tells " + name + " of others from none: " + there.text() + " and "
                            + none.text());
            }
        }
        assertThat(findings).isEmpty();
    }

    private static boolean visible(Browser browser) {
        return browser.get("/shows/" + FOREIGN.show).status() == 200;
    }

    private static String words(Browser.Reply reply) {
        return reply.code() + " " + reply.json().getString("detail");
    }

    private static Browser.Reply ask(Browser browser, Operation operation, Map<String, String> parts, byte[] body) {
        return browser.send(
                operation.method(),
                "/api/v1" + GoodRequest.path(operation, parts),
                body,
                body.length == 0 ? null : "application/json");
    }

    private List<Sent> requests(Operation operation, House house, String good, Random random) {
        String path = "/api/v1" + good;
        byte[] goodBody = OddBodies.text(GoodRequest.body(operation));
        String json = operation.body() == null ? null : "application/json";
        List<Sent> requests = new ArrayList<>();
        Browser expired = RUNNING.browser();
        expired.cookie = "session=" + "A".repeat(43);
        expired.csrfToken = "AAAA";
        requests.add(new Sent("expired", expired, path, goodBody, json));
        requests.add(new Sent("odd key", house.program("flk_" + "~".repeat(43)), path, goodBody, json));
        requests.add(new Sent("small key", house.program(house.keySecret("moderation")), path, goodBody, json));
        if (operation.body() != null) {
            OddBodies odd = new OddBodies(DOCUMENT, schema(operation), random);
            for (int i = 0; i < ROUNDS; i++)
                requests.add(new Sent("founder", house.founder, path, odd.next(), "application/json"));
            for (int i = 0; i < Math.max(4, ROUNDS / 2); i++)
                requests.add(
                        new Sent("founder", house.founder, path, any(OddBodies.WHOLE, random), "application/json"));
            requests.add(new Sent("founder", house.founder, path, goodBody, any(MEDIA_TYPES, random)));
        }
        for (int i = 0; i < Math.max(3, ROUNDS / 2); i++)
            requests.add(new Sent("founder", house.founder, path + "?" + query(operation, random), goodBody, json));
        for (int i = 0; i < 3; i++)
            requests.add(new Sent("founder", house.founder, oddPath(operation, house, random), goodBody, json));
        return requests;
    }

    private static String query(Operation operation, Random random) {
        List<String> names = new ArrayList<>(List.of("zz", "", "limit", "cursor", "%00"));
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .forEach(parameter -> names.add(parameter.name()));
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = any(names, random);
            String value = URLEncoder.encode(any(OddBodies.TOKENS, random).replace("\"", ""), StandardCharsets.UTF_8);
            query.append(name).append('=').append(value.length() > 3_000 ? value.substring(0, 3_000) : value);
            if (random.nextInt(3) == 0) query.append('&').append(name).append("=1");
            if (i > 0) query.append('&');
        }
        return query.toString();
    }

    private static String oddPath(Operation operation, House house, Random random) {
        Map<String, String> parts = new HashMap<>(house.parts());
        List<String> odd = List.of(
                "@",
                "%00",
                "%2e%2e",
                "%F0%9F%8E%A9",
                "%C0%AF",
                "%ED%A0%80",
                "-1",
                "ZZZZZZZZZZZZ",
                "x".repeat(900),
                "%25");
        parts.replaceAll((_, id) -> random.nextInt(3) == 0 ? any(odd, random) : id);
        return "/api/v1" + GoodRequest.path(operation, parts);
    }

    private static JsonObject schema(Operation operation) {
        JsonObject written = DOCUMENT.getJsonObject("paths")
                .getJsonObject(operation.path())
                .getJsonObject(operation.method().toLowerCase(Locale.ROOT));
        JsonObject content = written.getJsonObject("requestBody").getJsonObject("content");
        JsonObject schema = content.getJsonObject("application/json").getJsonObject("schema");
        return new OddBodies(DOCUMENT, schema, new Random(0)).resolved(schema);
    }

    private void judge(Operation operation, Sent sent, Browser.Reply reply) {
        if (reply.status() >= 500) finding(operation, sent, reply, "is a fault");
        if (reply.status() < 400) return;
        try {
            JsonObject problem = reply.json();
            if (!reply.header("content-type").orElse("").startsWith("application/problem+json"))
                finding(operation, sent, reply, "is no problem+json");
            if (!CODES.contains(problem.getString("code", "")))
                finding(operation, sent, reply, "has a code that the document does not know");
            if (problem.getInteger("status", 0) != reply.status())
                finding(operation, sent, reply, "contradicts its status");
            String detail = problem.getString("detail", "");
            if (detail.isBlank() || detail.length() > 500) finding(operation, sent, reply, "says nothing, or too much");
            JsonArray errors = problem.getJsonArray("errors", new JsonArray());
            if (errors.size() > 200) finding(operation, sent, reply, "lists without end");
        } catch (DecodeException | ClassCastException notJson) {
            finding(operation, sent, reply, "is not JSON");
        }
    }

    private void finding(Operation operation, Sent sent, Browser.Reply reply, String what) {
        String body = sent.body().toString(StandardCharsets.UTF_8);
        findings.add(operation.id() + " by " + sent.who() + " " + what + ": " + operation.method() + " "
                + brief(sent.path()) + " " + sent.mediaType() + " " + brief(body) + " answered " + reply.status() + " "
                + brief(reply.text()));
    }

    private static String brief(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    /// Each table's rows in one number, a line each. What was sent again is written down when it comes back.
    private static String state(Operation operation) {
        boolean sends = operation.id().equals("redeliver");
        return RUNNING.database.jdbi().withHandle(handle -> {
            List<String> tables = handle.createQuery("""
                            select table_name from information_schema.tables
                            where table_schema = 'public' and table_type = 'BASE TABLE' order by 1""")
                    .mapTo(String.class)
                    .filter(table -> UNWATCHED.stream().noneMatch(table::startsWith))
                    .filter(table -> !sends || !table.startsWith("webhook"))
                    .list();
            String union = tables.stream()
                    .map(table -> "select '" + table
                            + "' as name, count(*) as rows, coalesce(sum(hashtextextended((to_jsonb(t)"
                            + " - 'last_used_at' - 'seen_at')::text, 0)), 0) as hash from " + table + " t")
                    .collect(Collectors.joining(" union all "));
            return handle
                    .createQuery(union)
                    .map((row, _) -> row.getString("name") + " " + row.getString("rows") + " " + row.getString("hash"))
                    .list()
                    .stream()
                    .sorted()
                    .collect(Collectors.joining("\n"));
        });
    }

    private static String difference(String before, String after) {
        Set<String> had = before.lines().collect(Collectors.toSet());
        return after.lines().filter(line -> !had.contains(line)).collect(Collectors.joining(", "));
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
