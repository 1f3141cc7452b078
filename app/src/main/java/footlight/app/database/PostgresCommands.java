package footlight.app.database;

import footlight.app.programs.PostgresPrograms;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the programs of PostgreSQL on one cluster folder and waits for them.
final class PostgresCommands {
    /// A crash leaves up to `max_wal_size` to be replayed; that took seconds, never minutes.
    private static final int START_SECONDS = 120;

    private final PostgresPrograms programs;
    private final WithoutRoot withoutRoot;
    private final ClusterFolder folder;

    PostgresCommands(PostgresPrograms programs, WithoutRoot withoutRoot, ClusterFolder folder) {
        this.programs = programs;
        this.withoutRoot = withoutRoot;
        this.folder = folder;
    }

    record Outcome(int status, String words) {
        boolean well() {
            return status == 0;
        }
    }

    /// Makes a cluster in `into`, synced to the disk when this returns.
    Outcome init(Path into) throws IOException {
        return run(
                "initdb",
                "--pgdata=" + into,
                "--username=" + EmbeddedDatabase.SUPERUSER,
                "--pwfile=" + folder.secretFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    /// Starts the server on a loopback port; done when it takes connections. `settings` are `name=value` and win
    /// over whatever stands in the cluster's own files.
    Outcome start(int port, List<String> settings) throws IOException {
        List<String> options = new ArrayList<>(List.of("-p " + port));
        for (String setting : settings) options.add("-c " + setting);
        return run(
                "pg_ctl",
                "start",
                "--wait",
                "--timeout=" + START_SECONDS,
                "--pgdata=" + folder.cluster(),
                "--log=" + folder.log(),
                "--options=" + String.join(" ", options));
    }

    /// Ends the server, open sessions included: `fast` writes a checkpoint, `immediate` leaves that to the next start.
    Outcome stop(String mode, int seconds) throws IOException {
        return run(
                "pg_ctl", "stop", "--wait", "--timeout=" + seconds, "--mode=" + mode, "--pgdata=" + folder.cluster());
    }

    private Outcome run(String program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(withoutRoot.command(programs.program(program), List.of(arguments)));
        builder.directory(folder.path().toFile()).redirectErrorStream(true);
        // An operator's own PGPORT or PGDATA must not reach our server, nor a language our reading of its words.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), words.strip());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(program);
        }
    }
}
