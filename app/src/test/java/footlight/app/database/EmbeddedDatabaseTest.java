package footlight.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.app.programs.ProgramCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final ProgramCache CACHE =
            ProgramCache.of(System.getenv(), Path.of("target", "programs").toAbsolutePath());

    @TempDir
    Path dataDir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(Process::destroyForcibly);
        FolderHolders.end(FolderHolders.of(dataDir.resolve("database/cluster")), Duration.ofSeconds(10));
    }

    @Test
    void keepsItsRowsOverARestart() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            run(database, "CREATE TABLE kept (n int)");
            run(database, "INSERT INTO kept VALUES (42)");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            assertThat(ask(database, "SELECT n FROM kept")).isEqualTo("42");
        }
        assertThat(FolderHolders.of(dataDir.resolve("database/cluster"))).isEmpty();
    }

    @Test
    void isDurableAndItsUserIsNoSuperuser() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                assertThat(ask(database, "SHOW " + setting)).as(setting).isEqualTo("on");
            assertThat(ask(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThat(ask(database, "SELECT upper('ä')")).isEqualTo("Ä");
        }
    }

    @Test
    void theSecretIsItsOwnersAloneAndNeverPrinted() throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            DatabaseAddress address = database.address();
            assertThat(address.toString()).doesNotContain(address.password());
            assertThat(Files.getPosixFilePermissions(dataDir.resolve("database/secret")))
                    .hasSize(2);
            assertThatThrownBy(() -> DriverManager.getConnection(address.jdbcUrl(), "postgres", "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void killingTheServerProcessLosesNothingAcknowledgedAndTheNextStartWorks() throws Exception {
        Process writer = writer();
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged.size() < 200) {
                String line = said.readLine();
                assertThat(line).as("the writer died early").isNotNull();
                acknowledged.add(Integer.parseInt(line));
            }
            // Through its handle: Process.destroyForcibly would close the pipe and lose the last lines.
            writer.toHandle().destroyForcibly();
            writer.waitFor();
            String line;
            while ((line = said.readLine()) != null) acknowledged.add(Integer.parseInt(line));
        }
        assertThat(FolderHolders.of(dataDir.resolve("database/cluster")))
                .as("an orphan is at work")
                .isNotEmpty();
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            String missing = "SELECT count(*) FROM generate_series(1, " + acknowledged.getLast()
                    + ") AS said WHERE said NOT IN (SELECT n FROM written)";
            assertThat(ask(database, missing)).isEqualTo("0");
        }
    }

    @Test
    void killingPostgresItselfTooLosesNothingAcknowledged() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            run(database, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
        }
        EmbeddedDatabase killed = EmbeddedDatabase.open(dataDir, CACHE);
        run(killed, "INSERT INTO kept SELECT generate_series(1001, 2000)");
        killed.abandon();
        FolderHolders.end(FolderHolders.of(dataDir.resolve("database/cluster")), Duration.ofSeconds(10));
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            assertThat(ask(database, "SELECT count(*) FROM kept")).isEqualTo("2000");
        }
    }

    @Test
    void aServerThatDiesMeanwhileComesBackWithItsRows() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            run(database, "CREATE TABLE kept (n int)");
            run(database, "INSERT INTO kept VALUES (42)");
            FolderHolders.end(FolderHolders.of(dataDir.resolve("database/cluster")), Duration.ofSeconds(10));

            assertThat(askUntilAnswered(database, "SELECT n FROM kept")).isEqualTo("42");
        }
        assertThat(FolderHolders.of(dataDir.resolve("database/cluster"))).isEmpty();
    }

    private static String askUntilAnswered(EmbeddedDatabase database, String sql) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return ask(database, sql);
            } catch (SQLException away) {
                if (System.nanoTime() > deadline) throw away;
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anotherProcessesPostgresOnThePortIsNotTakenForOurs(@TempDir Path otherDataDir) throws Exception {
        try (EmbeddedDatabase other = EmbeddedDatabase.open(otherDataDir, CACHE)) {
            String taken = Files.readString(otherDataDir.resolve("database/port"));
            Files.createDirectories(dataDir.resolve("database"));
            Files.writeString(dataDir.resolve("database/port"), taken);
            try (EmbeddedDatabase ours = EmbeddedDatabase.open(dataDir, CACHE)) {
                assertThat(ours.address().jdbcUrl())
                        .isNotEqualTo(other.address().jdbcUrl());
                assertThat(ask(other, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void aProcessNumberLeftInTheFolderThatIsSomebodyElsesByNowDoesNotPreventTheStart() throws Exception {
        EmbeddedDatabase.open(dataDir, CACHE).close();
        Files.writeString(
                dataDir.resolve("database/cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + dataDir + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFolderOfANewerVersionIsRefusedInClearWords() throws IOException {
        EmbeddedDatabase.open(dataDir, CACHE).close();
        Files.writeString(dataDir.resolve("database/cluster/PG_VERSION"), "19\n");
        assertThatThrownBy(() -> EmbeddedDatabase.open(dataDir, CACHE))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("made by PostgreSQL 19")
                .hasMessageContaining("brings PostgreSQL 18");
    }

    @Test
    void aFirstStartThatWasKilledHalfWayIsBegunAnew() throws Exception {
        Files.createDirectories(dataDir.resolve("database/cluster.new/base"));
        Files.writeString(dataDir.resolve("database/cluster.new/PG_VERSION"), "18\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(dataDir, CACHE)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    /// Opens a database and writes 1, 2, 3, … into it, telling each number once it is acknowledged.
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws SQLException {
            DatabaseAddress address =
                    EmbeddedDatabase.open(Path.of(arguments[0]), CACHE).address();
            try (Connection connection = connection(address);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE written (n int)");
                for (int n = 1; ; n++) {
                    statement.execute("INSERT INTO written VALUES (" + n + ")");
                    System.out.println(n);
                }
            }
        }
    }

    private Process writer() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static Connection connection(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connection(database.address());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connection(database.address());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return Objects.requireNonNull(row.getString(1));
        }
    }
}
