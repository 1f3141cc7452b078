package footlight.app;

import footlight.app.admin.RunningServer;
import footlight.app.backup.Backup;
import footlight.app.backup.BackupRefused;
import footlight.app.backup.Restore;
import footlight.app.database.DatabaseAddress;
import footlight.app.database.EmbeddedDatabase;
import footlight.app.programs.ProgramCache;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import footlight.platform.admin.PeopleByHand;
import footlight.platform.audit.AuditLog;
import footlight.platform.secret.SecretKey;
import footlight.platform.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What `footlight admin` does to what is kept, with a server that runs or without one: backup, restore, and accounts
/// where there is none. Blocks.
final class Keeping {
    private final ChosenSettings settings;
    private final Map<String, String> environment;
    private final Clock clock;

    Keeping(ChosenSettings settings, Map<String, String> environment, Clock clock) {
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    /// Writes `file`. The rows of a server that runs are read beside it, as they are at one moment.
    Backup.Made backup(Path file) {
        Path dataDir = settings.of(Settings.DATA_DIR).toAbsolutePath().normalize();
        Optional<RunningServer> running = RunningServer.on(dataDir);
        if (running.isEmpty()) return withoutServer(file, dataDir);
        boolean ownDatabase = settings.find(Settings.DATABASE_URL).isEmpty();
        if (running.get().embeddedDatabase() != ownDatabase)
            throw new BackupRefused(
                    ownDatabase
                            ? "The server that runs uses a PostgreSQL of database.url: name it here too."
                            : "The server that runs has its own database, and uses no database.url: leave it out here too.");
        return Backup.write(file, dataDir, running(dataDir), Version.NAME, clock.instant());
    }

    private DatabaseAddress running(Path dataDir) {
        try {
            Optional<DatabaseAddress> foreign =
                    settings.find(Settings.DATABASE_URL).map(DatabaseAddress::of);
            return foreign.isPresent() ? foreign.get() : EmbeddedDatabase.running(dataDir);
        } catch (IOException unreadable) {
            throw new BackupRefused(
                    "`" + dataDir.resolve("database")
                            + "` cannot be read: run this as the user that the server runs as.",
                    unreadable);
        }
    }

    private Backup.Made withoutServer(Path file, Path dataDir) {
        if (!dataDir.toFile().isDirectory())
            throw new BackupRefused("There is no folder `" + dataDir + "`: name the data folder with --data-dir.");
        try (Parts parts = new Parts()) {
            parts.add("data folder", DataFolder.open(dataDir));
            return Backup.write(file, dataDir, database(dataDir, parts), Version.NAME, clock.instant());
        }
    }

    /// Has `deed` done to the accounts of a data folder that no server runs on; the database is started for the moment.
    /// An older one is brought to what this build expects, as the next start would.
    ///
    /// @throws CannotStart when some server holds the folder all the same
    String accounts(Function<PeopleByHand, String> deed) {
        Path dataDir = settings.of(Settings.DATA_DIR).toAbsolutePath().normalize();
        if (!dataDir.toFile().isDirectory())
            throw new BackupRefused("There is no folder `" + dataDir + "`: name the data folder with --data-dir.");
        try (Parts parts = new Parts()) {
            parts.add("data folder", DataFolder.open(dataDir));
            DatabaseAddress at = database(dataDir, parts);
            Database store = parts.add("connections", Database.open(at.jdbcUrl(), at.user(), at.password()));
            AuditLog deeds = new AuditLog(store.jdbi(), Duration.ofDays(settings.of(Settings.AUDIT_DAYS)), clock);
            return deed.apply(new PeopleByHand(store.jdbi(), SecretKey.open(dataDir), deeds, clock));
        } catch (IOException unreadable) {
            throw new BackupRefused(
                    "`" + dataDir + "` cannot be used: run this as the user that the server runs as.", unreadable);
        }
    }

    /// Fills an empty data folder, and the empty database, from `file`.
    Restore.Restored restore(Path file) {
        try (Parts parts = new Parts()) {
            Path dataDir = parts.add("data folder", DataFolder.open(settings.of(Settings.DATA_DIR)))
                    .path();
            return Restore.from(file, dataDir, () -> database(dataDir, parts));
        }
    }

    private DatabaseAddress database(Path dataDir, Parts parts) {
        Optional<DatabaseAddress> foreign = settings.find(Settings.DATABASE_URL).map(DatabaseAddress::of);
        if (foreign.isPresent()) return foreign.get();
        ProgramCache programs = ProgramCache.of(environment, dataDir.resolve("programs"));
        return parts.add("database", EmbeddedDatabase.open(dataDir, programs)).address();
    }
}
