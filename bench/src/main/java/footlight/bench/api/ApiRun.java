package footlight.bench.api;

import footlight.bench.report.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/// The mix asked of a running server and, as the SQL that the server was heard sending, of its database; in turns, so
/// that both meet the same machine.
public final class ApiRun {
    private static final int WORKERS = 32;
    private static final int HEARINGS = 4;
    private static final int WARM_SECONDS = 8;
    private static final String BENCH = "api";

    private final FullHouse house;
    private final int port;
    private final String key;
    private final DataSource database;
    private final Map<Asked.Kind, AskedBySql.Sample> heard;
    private final PrintStream say;
    private long asked;

    private ApiRun(
            FullHouse house,
            int port,
            String key,
            DataSource database,
            Map<Asked.Kind, AskedBySql.Sample> heard,
            PrintStream say) {
        this.house = house;
        this.port = port;
        this.key = key;
        this.database = database;
        this.heard = heard;
        this.say = say;
    }

    /// Makes a key and listens to what the database is asked for one request of each kind.
    ///
    /// @param data the server's data folder, for its admin's token
    public static ApiRun prepare(FullHouse house, int port, Path data, DataSource database, Path log, PrintStream say)
            throws IOException, SQLException {
        String key = key(port, Files.readString(data.resolve("admin.token")).strip());
        Map<Asked.Kind, AskedBySql.Sample> heard = new EnumMap<>(Asked.Kind.class);
        HeardSql sql = new HeardSql(log);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var asking = new AskedByHttp(house, new HttpLine(port), key)) {
            for (Asked.Kind kind : Asked.Kind.values()) {
                // What is looked up once a minute is not what most requests cost.
                ask(asking, new Asked(kind, 1));
                logging(statement, "all");
                heard.put(kind, heard(statement, asking, kind, sql));
                logging(statement, "none");
                say.println(
                        "api: " + kind + " is " + heard.get(kind).statements().size() + " statements");
            }
        }
        return new ApiRun(house, port, key, database, heard, say);
    }

    /// The shortest of a few hearings: the server has work of its own between them, once a second.
    private static AskedBySql.Sample heard(Statement statement, AskedByHttp asking, Asked.Kind kind, HeardSql sql)
            throws IOException, SQLException {
        List<AskedBySql.Sample> heard = new ArrayList<>();
        for (int number = 2; number < 2 + HEARINGS; number++) {
            // What the last one left to do afterwards is done.
            statement.execute("select pg_sleep(1.5)");
            long from = sql.end();
            ask(asking, new Asked(kind, number));
            heard.add(new AskedBySql.Sample(number, HeardSql.untilAnswered(sql.since(from))));
        }
        return Collections.min(
                heard, Comparator.comparing(sample -> sample.statements().size()));
    }

    private static void ask(AskedByHttp asking, Asked asked) throws IOException {
        HttpLine.Reply reply = asking.ask(asked);
        if (reply.status() >= 300)
            throw new IOException(asked.kind() + " was answered " + reply.status() + ": " + reply.body());
    }

    private static void logging(Statement statement, String what) throws SQLException {
        statement.execute("alter system set log_statement = '" + what + "'");
        statement.execute("select pg_reload_conf()");
        // Each server process reads it before its next statement, or soon after.
        statement.execute("select pg_sleep(0.3)");
    }

    private static String key(int port, String adminToken) throws IOException {
        try (var line = new HttpLine(port)) {
            String form = new JsonObject()
                    .put("name", "bench")
                    .put("scopes", new JsonArray(List.of("shows:read", "shows:write")))
                    .encode();
            HttpLine.Reply reply =
                    line.ask("POST", "/api/v1/channels/" + FullHouse.keyChannel() + "/keys", adminToken, form);
            if (reply.status() != 201) throw new IOException("no key was made: " + reply.body());
            return new JsonObject(reply.body()).getString("secret");
        }
    }

    /// Both as they are on any day but the first: what is asked often has been asked often.
    public void warm(int requests, Predicate<String> wanted) throws IOException {
        for (String subject : List.of("jdbc", "footlight")) {
            if (!wanted.test(subject)) continue;
            say.println("api: " + subject + " is warmed by " + requests + " requests");
            run(subject, 0, requests);
        }
    }

    /// @param rate requests a second
    public void at(int rate, int seconds, Predicate<String> wanted, Consumer<Row> found) throws IOException {
        for (String subject : List.of("jdbc", "footlight")) {
            if (!wanted.test(subject)) continue;
            say.println("api: " + subject + " at " + rate + " requests a second");
            run(subject, rate, rate * WARM_SECONDS);
            report(subject, rate, run(subject, rate, rate * seconds), found);
        }
    }

    /// As many as they can.
    public void most(int requests, Predicate<String> wanted, Consumer<Row> found) throws IOException {
        for (String subject : List.of("jdbc", "footlight")) {
            if (!wanted.test(subject)) continue;
            say.println("api: " + subject + " as fast as it goes");
            run(subject, 0, requests / 3);
            report(subject, 0, run(subject, 0, requests), found);
        }
    }

    private Pace.Result run(String subject, int rate, int requests) throws IOException {
        long first = asked;
        asked += requests;
        return Pace.run(
                WORKERS,
                rate,
                requests,
                first,
                () -> subject.equals("jdbc")
                        ? new AskedBySql(house, database, heard)
                        : new AskedByHttp(house, new HttpLine(port), key));
    }

    private static void report(String subject, int rate, Pace.Result result, Consumer<Row> found) {
        Optional<String> note =
                result.failed() == 0 ? Optional.empty() : Optional.of("failed: " + result.failed() + " requests");
        found.accept(new Row(BENCH, subject, rate, 0, "requests_per_s", result.perSecond(), "1/s", note));
        found.accept(new Row(BENCH, subject, rate, 0, "p50_ms", result.p50Ms(), "ms", note));
        found.accept(new Row(BENCH, subject, rate, 0, "p99_ms", result.p99Ms(), "ms", note));
    }
}
