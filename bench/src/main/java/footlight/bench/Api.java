package footlight.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import footlight.bench.api.ApiRun;
import footlight.bench.api.FullHouse;
import footlight.bench.host.Home;
import footlight.bench.host.Scratch;
import footlight.bench.report.Row;
import footlight.bench.subject.Flush;
import footlight.bench.subject.FootlightProgram;
import footlight.bench.subject.Postgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The REST API over a database as large as a large site's, beside the same SQL by bare JDBC: 95 of 100 requests read,
/// 5 make a show. `n` is requests a second, which come at their times; 0 means as many as 32 can ask one after the
/// other.
record Api(Home home, Options options, PrintStream say) {
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<Integer> RATES = List.of(500, 1000);
    /// As many connections as Footlight's own pool has.
    private static final int CONNECTIONS = 10;

    void run(Consumer<Row> found) throws IOException {
        Path folder = Scratch.make(home, "api");
        Postgres postgres = Postgres.make(home, folder);
        postgres.start();
        try (HikariDataSource pool = pool(postgres)) {
            run(folder, postgres, pool, found);
        } catch (SQLException failure) {
            throw new IOException("the database could not be filled: " + failure.getMessage(), failure);
        } finally {
            postgres.stop();
        }
        Scratch.delete(folder);
    }

    private void run(Path folder, Postgres postgres, HikariDataSource pool, Consumer<Row> found)
            throws IOException, SQLException {
        FullHouse house = options.quick() ? FullHouse.QUICK : FullHouse.WHOLE;
        var program = FootlightProgram.on(home, folder.resolve("data"), Flush.FRAME)
                .with(Map.of(
                        "FOOTLIGHT_DATABASE_URL",
                        "postgresql://postgres@127.0.0.1:" + postgres.port() + "/postgres",
                        "FOOTLIGHT_SRT_PORT",
                        "off",
                        "FOOTLIGHT_API_RATE",
                        "0"));
        try (var server = program.serve(folder, List.of())) {
            server.await("readiness", START, () -> program.status("/readyz") == 200);
            say.println("api: " + house.accounts() + " accounts, " + house.shows() + " shows are being made");
            try (Connection connection = pool.getConnection()) {
                house.fill(connection);
            }
            ApiRun run = ApiRun.prepare(house, program.http(), program.data(), pool, postgres.log(), say);
            List<Integer> rates = options.viewers().isEmpty() ? RATES : options.viewers();
            int seconds = options.seconds().orElse(options.quick() ? 5 : 30);
            run.warm(options.quick() ? 10_000 : 60_000, options::wants);
            for (int rate : rates) run.at(rate, seconds, options::wants, found);
            run.most(options.quick() ? 5_000 : 30_000, options::wants, found);
        }
    }

    private static HikariDataSource pool(Postgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres");
        config.setUsername("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}
