package footlight.bench.subject;

import footlight.bench.host.Home;
import footlight.bench.host.Ports;
import footlight.bench.host.Program;
import footlight.bench.load.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The PostgreSQL that Footlight carries, bare: its own cluster, started and stopped by `pg_ctl`. As root it
/// runs in a user namespace, for PostgreSQL refuses to run as root.
public final class Postgres {
    private final Path programs;
    private final Path folder;
    private final Path cluster;
    private final int port;

    private Postgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.port = port;
    }

    /// Makes a cluster in `folder`; the programs are unpacked once below `bench/target`.
    public static Postgres make(Home home, Path folder) throws IOException {
        Path programs = unpacked(home.target().resolve("postgres"));
        var postgres = new Postgres(programs, folder, Ports.free());
        postgres.command("initdb", "-D", postgres.cluster.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8");
        return postgres;
    }

    /// Where it takes connections of the user `postgres`, who needs no password, to the database `postgres`.
    public int port() {
        return port;
    }

    /// What it says, statements included while `log_statement` is `all`; each entry begins with `PID|`.
    public Path log() {
        return folder.resolve("postgres.log");
    }

    /// Returns when it takes connections.
    public void start() throws IOException {
        String options =
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c log_line_prefix='%p|'";
        command("pg_ctl", "-D", cluster.toString(), "-l", log().toString(), "-o", options, "-w", "start");
    }

    public void stop() throws IOException {
        command("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "stop");
    }

    private void command(String program, String... words) throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root"))
            command.addAll(List.of(Program.need("unshare", "util-linux").toString(), "-U"));
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(words));
        // pg_ctl's child keeps our pipe open, so its output goes to a file.
        Command.runQuietly(folder, command);
    }

    private static Path unpacked(Path place) throws IOException {
        if (Files.isExecutable(place.resolve("bin/pg_ctl"))) return place;
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String archive = "/postgres-linux-" + machine + ".txz";
        try (InputStream packed = Postgres.class.getResourceAsStream(archive)) {
            if (packed == null) throw new IOException("Footlight's PostgreSQL is not on the class path: " + archive);
            Path file = Files.createDirectories(place).resolve("postgres.txz");
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
            Program.need("xz", "xz-utils");
            Command.run(place, List.of(Program.need("tar", "tar").toString(), "-xJf", file.toString()));
            Files.delete(file);
        }
        return place;
    }
}
