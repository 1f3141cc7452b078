package footlight.app.database;

import footlight.app.programs.PostgresPrograms;
import footlight.app.programs.ProgramCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of Footlight's own, on a loopback port, with its data in `data.dir/database`. What it acknowledged
/// survives the death of both processes: its durable settings are asked for and then looked at.
///
/// The caller holds the data folder (see `DataFolder`), so a server that is found at work in it was left behind by a
/// Footlight that died, and is ended first. `open` and `close` block; they may be called on any thread.
public final class EmbeddedDatabase implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=60");
    /// Of the five that a stop may last. Where the disk needs longer, the next start replays what is missing.
    private static final int STOP_SECONDS = 2;

    private final PostgresCommands commands;
    private final ClusterIdentity identity;
    private final DatabaseAddress address;
    private final Revival revival;

    private EmbeddedDatabase(
            PostgresCommands commands, ClusterIdentity identity, DatabaseAddress address, Revival revival) {
        this.commands = commands;
        this.identity = identity;
        this.address = address;
        this.revival = revival;
    }

    /// Starts the database of `dataDir`, making it on the first start.
    ///
    /// @throws DatabaseRefused when it cannot run here or its folder is of another version
    public static EmbeddedDatabase open(Path dataDir, ProgramCache cache) {
        try {
            PostgresPrograms programs = PostgresPrograms.unpacked(cache);
            WithoutRoot withoutRoot = WithoutRoot.here(programs.program("pg_ctl"));
            ClusterFolder folder = ClusterFolder.in(dataDir.toAbsolutePath());
            PostgresCommands commands = new PostgresCommands(programs, withoutRoot, folder);
            folder.refuseOtherVersions();
            endOrphans(folder, commands);
            if (!folder.made()) make(folder, commands, withoutRoot);
            withoutRoot.own(folder.path());
            folder.shortenLog();
            int port = start(folder, commands);
            ClusterIdentity identity = new ClusterIdentity(folder, port);
            DatabaseAddress address = identified(identity, commands);
            LOG.info("database started: embedded PostgreSQL on 127.0.0.1:{}", port);
            return new EmbeddedDatabase(commands, identity, address, Revival.of(folder, commands, port, SETTINGS));
        } catch (IOException failed) {
            throw new DatabaseRefused("The embedded database cannot be started: " + failed.getMessage(), failed);
        }
    }

    /// Where the database of `dataDir` is reached while another process runs it.
    public static DatabaseAddress running(Path dataDir) throws IOException {
        ClusterFolder folder = new ClusterFolder(dataDir.toAbsolutePath().resolve("database"));
        int port = folder.lastPort().orElseThrow(() -> new IOException("no database runs there"));
        return new ClusterIdentity(folder, port).platformAddress();
    }

    public DatabaseAddress address() {
        return address;
    }

    /// Has what was written so far brought to its place on the disk, on a thread of its own. After a first start that
    /// is some hundred files, for which a stop within the next minutes would have to wait.
    public void settle() {
        Thread.ofVirtual().name("database-settles").start(() -> {
            try {
                identity.checkpoint();
            } catch (SQLException | IOException ended) {
                LOG.debug("the database did not settle: {}", ended.getMessage());
            }
        });
    }

    /// Asks the server to end as soon as this process, and with it the last session, is gone. Waits for nothing.
    public void endAfterUs() {
        revival.server().ifPresent(ProcessHandle::destroy);
    }

    /// Leaves the server to itself, as the death of this process would.
    void abandon() {
        revival.close();
    }

    /// Stops the server within about 4 s, cleanly if it can be.
    @Override
    public void close() {
        revival.close();
        try {
            PostgresCommands.Outcome stopped = commands.stop("fast", STOP_SECONDS);
            if (!stopped.well()) commands.stop("immediate", 2);
            LOG.info("database stopped{}", stopped.well() ? "" : " at once; its log is replayed at the next start");
        } catch (IOException failed) {
            throw new DatabaseRefused("The embedded database cannot be stopped: " + failed.getMessage(), failed);
        }
    }

    static void endOrphans(ClusterFolder folder, PostgresCommands commands) throws IOException {
        Path pidFile = folder.cluster().resolve("postmaster.pid");
        List<ProcessHandle> holders = FolderHolders.of(folder.cluster());
        if (!holders.isEmpty()) {
            LOG.warn("what is left of an earlier database server still runs: stopping it");
            if (!Files.exists(pidFile) || !commands.stop("fast", 10).well())
                FolderHolders.end(FolderHolders.of(folder.cluster()), Duration.ofSeconds(10));
        }
        // Nobody works in the folder now. A number left in the file may be some other process's by this time, and
        // PostgreSQL would then refuse to start for ever.
        Files.deleteIfExists(pidFile);
    }

    /// A kill in the middle leaves `cluster.new`, which the next start throws away: `cluster` is always whole.
    private static void make(ClusterFolder folder, PostgresCommands commands, WithoutRoot withoutRoot)
            throws IOException {
        Path scratch = folder.path().resolve("cluster.new");
        ProgramCache.delete(scratch);
        withoutRoot.own(folder.path());
        PostgresCommands.Outcome made = commands.init(scratch);
        if (!made.well()) throw new DatabaseRefused("The database folder cannot be made: " + made.words());
        Files.move(scratch, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int start(ClusterFolder folder, PostgresCommands commands) throws IOException {
        int port = freePort(folder.lastPort().orElse(0));
        PostgresCommands.Outcome started = commands.start(port, SETTINGS);
        if (!started.well()) {
            // Somebody may have taken the port since we looked.
            port = freePort(0);
            started = commands.start(port, SETTINGS);
        }
        if (!started.well())
            throw new DatabaseRefused(
                    "The embedded database does not start (see " + folder.log() + "): " + started.words());
        folder.keepPort(port);
        return port;
    }

    /// `wanted` when nobody listens there, else any free port.
    private static int freePort(int wanted) throws IOException {
        try (ServerSocket trial = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return trial.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) throw taken;
            return freePort(0);
        }
    }

    private static DatabaseAddress identified(ClusterIdentity identity, PostgresCommands commands) throws IOException {
        try {
            return identity.checked();
        } catch (SQLException | DatabaseRefused wrong) {
            commands.stop("fast", STOP_SECONDS);
            throw new DatabaseRefused("The embedded database is not usable: " + wrong.getMessage(), wrong);
        }
    }
}
