package footlight.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.app.RunningProgram;
import footlight.platform.store.Database;
import footlight.platform.store.DatabaseUnusable;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `database.url` with a PostgreSQL that Footlight did not bring.
@Timeout(180)
class ForeignDatabaseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit puts it there
    static Path serverFolder;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static ForeignPostgres server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = ForeignPostgres.started(serverFolder);
        server.sql(
                "postgres",
                "create role foot login password 'p@ss/w:rd'",
                "create role guest login password 'guest'",
                "create role poor login password 'poor' connection limit 1",
                "create database poors owner poor",
                "create database stage owner foot",
                "create database evening owner foot",
                "create database old owner foot encoding 'SQL_ASCII' template template0");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
    }

    private URI foot(String database) {
        return server.url("foot", "p%40ss%2Fw%3Ard", database);
    }

    private static Database open(URI url) {
        DatabaseAddress address = DatabaseAddress.of(url);
        return Database.open(address.jdbcUrl(), address.user(), address.password());
    }

    @Test
    void aServerRunsOnItKeepsItsShowsThereAndMakesNoDatabaseOfItsOwn() throws Exception {
        JsonObject show;
        try (RunningProgram serve = RunningProgram.serve(folder, "--database.url=" + foot("stage"))) {
            show = serve.makeShow("Elsewhere");
            assertThat(serve.status("/s/" + show.getString("id"))).isEqualTo(200);
        }
        try (RunningProgram again = RunningProgram.serve(folder, "--database.url=" + foot("stage"))) {
            assertThat(again.status("/s/" + show.getString("id"))).isEqualTo(200);
            assertThat(again.words()).doesNotContain("p@ss", "p%40ss");
        }
        assertThat(folder.resolve("data/database")).doesNotExist();
    }

    @Test
    void aDatabaseThatGoesAwayIsToldOnceAndItsReturnToo() throws Exception {
        try (RunningProgram serve = RunningProgram.serve(folder, "--database.url=" + foot("evening"))) {
            String page = "/s/" + serve.makeShow("Blackout").getString("id");
            server.stop();
            try {
                for (int i = 0; i < 3; i++) assertThat(serve.status(page)).isEqualTo(503);
                assertThat(serve.status("/healthz")).isEqualTo(200);
                assertThat(serve.status("/live/nothing.flv"))
                        .as("media ask memory")
                        .isEqualTo(404);
            } finally {
                server.start();
            }
            serve.await(() -> serve.status(page) == 200);
            assertThat(serve.words().lines().filter(line -> line.contains("the database does not answer")))
                    .hasSize(1);
            assertThat(serve.words().lines().filter(line -> line.contains("the database answers again")))
                    .hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutSayingIt() {
        assertThatThrownBy(() -> open(server.url("foot", "guess", "stage")))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("does not take the password of user `foot`")
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageNotContaining("guess");
    }

    @Test
    void aDatabaseThatIsNotThereComesWithTheCommandThatMakesIt() {
        assertThatThrownBy(() -> open(foot("nowhere")))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("has no database `nowhere`")
                .hasMessageContaining("createdb --owner=foot --encoding=UTF8 --template=template0 nowhere");
    }

    @Test
    void aUserWhoOwnsNothingThereIsToldWhatIsMissing() {
        assertThatThrownBy(() -> open(server.url("guest", "guest", "stage")))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("User `guest` may not make tables in database `stage`")
                .hasMessageContaining("ALTER DATABASE stage OWNER TO guest");
    }

    @Test
    void aDatabaseOfAnotherEncodingIsRefusedBeforeAnythingIsWrittenIntoIt() {
        assertThatThrownBy(() -> open(foot("old")))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("SQL_ASCII");
    }

    @Test
    void aServerWithoutRoomForOurConnectionsSaysSo() throws Exception {
        server.sql("postgres", "alter role poor connection limit 0");
        assertThatThrownBy(() -> open(server.url("poor", "poor", "poors")))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("no connection left for Footlight, which takes up to 10");
    }

    @Test
    void aDatabaseOfANewerFootlightIsLeftAlone() throws Exception {
        server.sql("postgres", "create database newer owner foot");
        open(foot("newer")).close();
        server.sql("newer", """
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (900, '900', 'of tomorrow', 'SQL', 'V900__of_tomorrow.sql', 1, 'foot', 1, true)""");
        assertThatThrownBy(() -> open(foot("newer")))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("used by a newer Footlight (its step 900");
    }
}
