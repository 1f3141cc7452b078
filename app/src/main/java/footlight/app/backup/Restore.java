package footlight.app.backup;

import footlight.app.database.DatabaseAddress;
import footlight.platform.store.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// Puts a backup back, into an empty data folder and an empty database, and into nothing else. It is read whole and
/// checked before anything is written. One thread; blocks.
public final class Restore {
    /// There while a restore is under way, so that nobody serves the half of one.
    public static final String MARK = "restore.unfinished";

    private Restore() {}

    /// What was put back.
    public record Restored(String madeBy, Instant madeAt, int tables, long rows, int files) {}

    /// @param dataDir empty, and held by the caller
    /// @param database opens it, or starts it with an empty one; called once the file was found whole
    /// @throws BackupRefused when the file or the target is not as it must be
    public static Restored from(Path file, Path dataDir, Supplier<DatabaseAddress> database) {
        try {
            if (!KeptFiles.empty(dataDir))
                throw new BackupRefused("data.dir is `" + dataDir
                        + "`, which is not empty: restore into an empty folder; nothing is written over.");
            try (BackupFile backup = BackupFile.open(file)) {
                Manifest manifest = backup.manifest();
                if (!Schema.knows(manifest.schema()))
                    throw new BackupRefused("This backup was made by a newer Footlight (" + manifest.footlight()
                            + ", step " + manifest.schema() + " of its database): restore it with that one.");
                Path mark = Files.writeString(dataDir.resolve(MARK), "A restore is under way, or was broken off.\n");
                intoEmpty(backup, database.get(), mark);
                files(backup, dataDir);
                Files.delete(mark);
                long all = manifest.tables().stream()
                        .mapToLong(Manifest.Table::rows)
                        .sum();
                return new Restored(
                        manifest.footlight(),
                        manifest.madeAt(),
                        manifest.tables().size(),
                        all,
                        manifest.files().size());
            }
        } catch (IOException | SQLException failed) {
            throw new BackupRefused(
                    "The restore was broken off: " + failed.getMessage() + ". Empty the target, and begin anew.",
                    failed);
        }
    }

    private static void intoEmpty(BackupFile backup, DatabaseAddress database, Path mark)
            throws IOException, SQLException {
        try {
            rows(backup, database);
        } catch (NotEmpty untouched) {
            Files.delete(mark);
            throw new BackupRefused(String.valueOf(untouched.getMessage()), untouched);
        }
    }

    /// Nothing was written yet.
    private static final class NotEmpty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotEmpty(String message) {
            super(message);
        }
    }

    private static void rows(BackupFile backup, DatabaseAddress database) throws IOException, SQLException {
        Manifest manifest = backup.manifest();
        try (Rows rows = Rows.of(database)) {
            if (!rows.empty())
                throw new NotEmpty(
                        "The database has tables already: restore into an empty one; nothing is written" + " over.");
            rows.commit();
            Schema.make(database.jdbcUrl(), database.user(), database.password(), manifest.schema());
            List<String> ties = rows.untie();
            for (Manifest.Table table : manifest.tables()) {
                try (InputStream in = backup.table(table)) {
                    rows.read(table.entry().name(), table.columns(), in);
                }
            }
            for (var sequence : manifest.sequences().entrySet()) rows.sequence(sequence.getKey(), sequence.getValue());
            rows.tie(ties);
            rows.commit();
        }
    }

    private static void files(BackupFile backup, Path dataDir) throws IOException {
        for (Manifest.Entry file : backup.manifest().files()) {
            Path target = dataDir.resolve(file.name()).normalize();
            if (!target.startsWith(dataDir)) throw new IOException("`" + file.name() + "` leads elsewhere");
            Path folder = target.getParent();
            if (folder != null && !Files.isDirectory(folder))
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (InputStream in = backup.file(file)) {
                try (var out = Files.newOutputStream(target)) {
                    in.transferTo(out);
                }
            }
        }
    }
}
