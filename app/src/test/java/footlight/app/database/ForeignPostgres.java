package footlight.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The machine's own PostgreSQL (Debian's package `postgresql`) as an operator would run it: a cluster in a folder, on
/// a loopback port, by an ordinary user, with passwords asked for.
public final class ForeignPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String SECRET = "the operator's own";

    private final Path programs;
    private final Path folder;
    private final WithoutRoot withoutRoot;
    private final int port;

    private ForeignPostgres(Path programs, Path folder, WithoutRoot withoutRoot, int port) {
        this.programs = programs;
        this.folder = folder;
        this.withoutRoot = withoutRoot;
        this.port = port;
    }

    /// Makes and starts one in `folder`; the test is skipped by name where there is none to start.
    public static ForeignPostgres started(Path folder) throws IOException {
        Optional<Path> programs = programs();
        Programs.need(programs.isPresent(), "PostgreSQL's server programs", "postgresql");
        Path bin = programs.orElseThrow();
        WithoutRoot withoutRoot = WithoutRoot.here(bin.resolve("pg_ctl"));
        withoutRoot.own(folder);
        ForeignPostgres server = new ForeignPostgres(bin, folder, withoutRoot, freePort());
        Path passwords = Files.writeString(folder.resolve("password"), SECRET + "\n");
        withoutRoot.own(folder);
        server.run(
                "initdb",
                "--pgdata=" + server.cluster(),
                "--username=operator",
                "--pwfile=" + passwords,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions");
        server.start();
        return server;
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) return Optional.empty();
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
                    .sorted()
                    .findFirst();
        }
    }

    public void start() throws IOException {
        run(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=" + cluster(),
                "--log=" + folder.resolve("log"),
                "--options=-p " + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=30 -c fsync=off");
    }

    /// As an upgrade of the package or a fault would: open connections are cut.
    public void stop() throws IOException {
        run("pg_ctl", "stop", "--wait", "--mode=fast", "--pgdata=" + cluster());
    }

    public int port() {
        return port;
    }

    /// What an operator would write into `database.url`.
    public URI url(String user, String password, String database) {
        return URI.create("postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + database);
    }

    /// As the operator.
    public void sql(String database, String... statements) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "operator", SECRET);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = withoutRoot.command(programs.resolve(program), Arrays.asList(arguments));
        Path words = folder.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        assertThat(process.onExit().join().exitValue())
                .as(() -> program + ": " + said(words))
                .isZero();
    }

    private static String said(Path words) {
        try {
            return Files.readString(words, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket trial = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return trial.getLocalPort();
        }
    }

    /// At once: nothing in it is of use any more.
    @Override
    public void close() throws IOException {
        if (Files.exists(cluster().resolve("postmaster.pid")))
            run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=" + cluster());
    }
}
