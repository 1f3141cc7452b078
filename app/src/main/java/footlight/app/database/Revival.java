package footlight.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the database again, on its port, should its server end while Footlight runs (killed for want of memory, or
/// by hand). Until it is back, what needs it answers 503 and live media goes on. Watches on a thread of its own.
final class Revival implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revival.class);
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final long CLOSE_SECONDS = 2;

    private final ClusterFolder folder;
    private final PostgresCommands commands;
    private final int port;
    private final List<String> settings;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final Thread watch = Thread.ofVirtual().name("database-watch").unstarted(this::watch);

    private Revival(ClusterFolder folder, PostgresCommands commands, int port, List<String> settings) {
        this.folder = folder;
        this.commands = commands;
        this.port = port;
        this.settings = settings;
    }

    static Revival of(ClusterFolder folder, PostgresCommands commands, int port, List<String> settings) {
        Revival revival = new Revival(folder, commands, port, settings);
        revival.watch.start();
        return revival;
    }

    private void watch() {
        long pauseMs = FIRST_PAUSE_MS;
        while (!closing.isDone()) {
            server().ifPresent(server ->
                    CompletableFuture.anyOf(server.onExit(), closing).join());
            if (closing.isDone()) return;
            LOG.error("the database ended by itself and is started again; why may stand in {}", folder.log());
            boolean back = revived();
            pauseMs = back ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
            pause(pauseMs);
        }
    }

    private boolean revived() {
        try {
            EmbeddedDatabase.endOrphans(folder, commands);
            PostgresCommands.Outcome started = commands.start(port, settings);
            if (started.well()) LOG.info("the database is back");
            else LOG.error("the database does not start: {}", started.words());
            return started.well();
        } catch (IOException | DatabaseRefused failed) {
            LOG.error("the database does not start", failed);
            return false;
        }
    }

    /// The server as it runs now.
    Optional<ProcessHandle> server() {
        try (var lines = Files.lines(folder.cluster().resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private void pause(long ms) {
        CompletableFuture<Void> over = new CompletableFuture<Void>().completeOnTimeout(null, ms, TimeUnit.MILLISECONDS);
        CompletableFuture.anyOf(over, closing).join();
    }

    /// From here on the server's end is meant. Waits for a start that is under way, for two seconds at most.
    @Override
    public void close() {
        closing.complete(null);
        try {
            watch.join(Duration.ofSeconds(CLOSE_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
