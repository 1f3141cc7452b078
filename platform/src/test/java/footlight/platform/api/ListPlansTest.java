package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything that the API asks the database in order to read, explained by the database itself in a house with many
/// rows: nothing is found by looking at every row of a table.
class ListPlansTest {
    private static final int CHANNELS = 400;
    private static final int SHOWS = 20_000;
    private static final int ACCOUNTS = 20_000;

    /// Tables that have one row, or as many as there are providers of something.
    private static final Set<String> SMALL = Set.of("setup_token", "sign_in_provider", "notice_reader");

    private static final Map<String, String> HEARD = new ConcurrentHashMap<>();

    /// The operation that is being asked.
    private static final AtomicReference<String> OPERATION = new AtomicReference<>("none");

    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @BeforeAll
    static void fillAndListen() {
        House house = new House(RUNNING);
        RUNNING.database.jdbi().useHandle(ListPlansTest::fill);
        RUNNING.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                var parsed = context.getParsedSql();
                if (parsed != null) HEARD.putIfAbsent(parsed.getSql(), OPERATION.get());
            }
        });
        // Signing in is limited, and there are more operations than one may sign in for.
        Browser owner = RUNNING.owner();
        for (Operation operation : ApiDocument.read().operations()) {
            if (operation.unsafe()) continue;
            OPERATION.set(operation.id());
            String path = GoodRequest.path(operation, house.parts());
            for (Browser browser : List.of(owner, house.founder, house.member, RUNNING.browser()))
                for (String query : queries(operation)) browser.get(path + query);
        }
    }

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static void fill(Handle handle) {
        handle.execute("""
                insert into account (id, email, name, password_hash, role, created_at)
                select 'a' || lpad(n::text, 11, '0'), 'a' || n || '@example.net', 'Person ' || n, 'none', 'member', now()
                from generate_series(1, ?) n""", ACCOUNTS);
        handle.execute("""
                insert into channel (id, name, handle, created_at)
                select 'c' || lpad(n::text, 11, '0'), 'Channel ' || n, 'full-' || n, now()
                from generate_series(1, ?) n""", CHANNELS);
        handle.execute("""
                insert into channel_member (channel_id, account_id, role)
                select 'c' || lpad(n::text, 11, '0'), 'a' || lpad(n::text, 11, '0'), 'owner'
                from generate_series(1, ?) n""", CHANNELS);
        handle.execute("""
                insert into show (id, channel_id, stream_id, title, description, starts_at, time_zone, auto_start,
                    visibility, phase, ended_at, version, created_at, updated_at)
                select 's' || lpad(n::text, 11, '0'), 'c' || lpad((n %% %d + 1)::text, 11, '0'), 'm' || lpad(n::text, 11, '0'),
                    'Show ' || n, '', now() + n * interval '1 minute', 'Europe/Dublin', false,
                    case when n %% 5 = 0 then 'unlisted' else 'public' end,
                    case when n %% 3 = 0 then 'scheduled' else 'ended' end,
                    case when n %% 3 = 0 then null else now() - n * interval '1 minute' end, 1, now(), now()
                from generate_series(1, ?) n""".formatted(CHANNELS), SHOWS);
        handle.execute("analyze");
    }

    /// With and without each thing that may be asked for.
    private static List<String> queries(Operation operation) {
        List<String> queries = new ArrayList<>(List.of(""));
        for (Operation.Parameter parameter : operation.parameters()) {
            if (!parameter.in().equals("query")) continue;
            switch (parameter.name()) {
                case "phase" -> List.of("live", "upcoming", "past").forEach(phase -> queries.add("?phase=" + phase));
                case "channel" -> queries.add("?channel=default");
                case "from" -> queries.add("?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z");
                case "limit" -> queries.add("?limit=2");
                case "q", "search" -> queries.add("?" + parameter.name() + "=pers");
                default -> {}
            }
        }
        return queries;
    }

    @Test
    void theApiWasHeardAskingForLists() {
        assertThat(HEARD.keySet())
                .anyMatch(sql -> sql.contains("from show") && sql.contains("limit"))
                .hasSizeGreaterThan(10);
    }

    @Test
    void noTableWithManyRowsIsReadWhole() throws SQLException {
        assertThat(wholeReads("on")).isEmpty();
    }

    /// Small tables are rightly read whole: asked to avoid that where it can, the database must be able to.
    @Test
    void everyTableHasAnIndexForWhatItIsAskedFor() throws SQLException {
        assertThat(wholeReads("off")).isEmpty();
    }

    private static Set<String> wholeReads(String enableSeqScan) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(simple());
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = " + enableSeqScan);
            for (Map.Entry<String, String> heard : HEARD.entrySet()) {
                String sql = heard.getKey().replaceAll("\\s+", " ").strip();
                if (!sql.toLowerCase(Locale.ROOT).matches("(select|with)\\b.*")) continue;
                for (String table : readWhole(plan(statement, sql)))
                    if (!SMALL.contains(table) && (enableSeqScan.equals("off") || rows(statement, table) > 1000))
                        found.add(heard.getValue() + " reads all of " + table + ": " + sql);
            }
        }
        return found;
    }

    /// Explaining a statement with its parameters open works in the protocol that has none.
    private static String simple() {
        return RUNNING.databaseUrl + (RUNNING.databaseUrl.contains("?") ? "&" : "?") + "preferQueryMode=simple";
    }

    private static JsonObject plan(Statement statement, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int count = 0;
        for (int i = 0; i < sql.length(); i++) {
            char letter = sql.charAt(i);
            if (letter == '?') numbered.append('$').append(++count);
            else numbered.append(letter);
        }
        try (var rows = statement.executeQuery("explain (generic_plan, format json) " + numbered)) {
            rows.next();
            return new JsonArray(rows.getString(1)).getJsonObject(0).getJsonObject("Plan");
        }
    }

    private static Set<String> readWhole(JsonObject plan) {
        Set<String> tables = new TreeSet<>();
        // Whether there is any row at all is known from the first one.
        boolean anyRow = "InitPlan".equals(plan.getString("Parent Relationship")) && !plan.containsKey("Filter");
        if ("Seq Scan".equals(plan.getString("Node Type")) && !anyRow) tables.add(plan.getString("Relation Name"));
        JsonArray below = plan.getJsonArray("Plans", new JsonArray());
        for (int i = 0; i < below.size(); i++) tables.addAll(readWhole(below.getJsonObject(i)));
        return tables;
    }

    private static long rows(Statement statement, String table) throws SQLException {
        try (var rows = statement.executeQuery("select reltuples from pg_class where relname = '" + table + "'")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
