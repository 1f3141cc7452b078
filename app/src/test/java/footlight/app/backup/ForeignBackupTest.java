package footlight.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.RunningProgram;
import footlight.app.database.ForeignPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server on an operator's PostgreSQL, kept while it runs, and put back into another, empty database.
@Timeout(240)
class ForeignBackupTest {
    @TempDir
    Path folder;

    @Test
    void whatIsKeptFromOnePostgresqlIsThereAgainInAnother() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Path kept = folder.resolve("kept.backup");
        try (ForeignPostgres postgres = ForeignPostgres.started(Files.createDirectory(folder.resolve("postgres")))) {
            postgres.sql("postgres", "create role footlight login password 'let-me-in'");
            for (String name : new String[] {"before", "after"})
                postgres.sql(
                        "postgres", "create database " + name + " owner footlight template template0 encoding 'UTF8'");
            String before = "--database.url=" + postgres.url("footlight", "let-me-in", "before");
            String after = "--database.url=" + postgres.url("footlight", "let-me-in", "after");
            JsonObject show;
            try (RunningProgram server = RunningProgram.serve(first, before)) {
                show = server.makeShow("Kept elsewhere");
                RunningProgram.Ended made = RunningProgram.command(first, "admin", "backup", kept.toString(), before);
                assertThat(made.status()).as(made.words()).isZero();
                assertThat(made.words()).doesNotContain("let-me-in");
            }
            assertThat(first.resolve("data/database"))
                    .as("no database of its own")
                    .doesNotExist();

            RunningProgram.Ended full = RunningProgram.command(second, "admin", "restore", kept.toString(), before);
            assertThat(full.status())
                    .as("a database that is not empty: %s", full.words())
                    .isEqualTo(1);
            assertThat(full.words()).contains("has tables already");

            RunningProgram.Ended restored = RunningProgram.command(second, "admin", "restore", kept.toString(), after);
            assertThat(restored.status()).as(restored.words()).isZero();
            try (RunningProgram server = RunningProgram.serve(second, after)) {
                assertThat(server.api("GET", "/shows/" + show.getString("id") + "/ingest", "")
                                .getString("key"))
                        .as("the stream key, which secret.key opens")
                        .isEqualTo(show.getString("key"));
            }
        }
    }
}
