package footlight.app.backup;

import footlight.app.database.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes everything that is kept into one file: a ZIP with a table an entry, a file an entry, and at its end a
/// manifest with the checksum of each, whose own stands in the ZIP's comment. Streamed: it needs no memory for rows or
/// files.
///
/// The rows are those of one moment, also while the server runs. Files are looked through before and after that moment:
/// what a row names was in one of the looks.
public final class Backup implements AutoCloseable {
    static final String UNFINISHED = ".unfinished";
    static final String COMMENT = "footlight backup, manifest sha256 ";

    private final ZipOutputStream zip;
    private final List<Manifest.Entry> files = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Backup(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /// What was written.
    public record Made(Path file, long bytes, int tables, long rows, int files) {}

    /// Writes `file`, which appears when it is whole, and for its owner only: the key of all secrets is in it.
    ///
    /// @throws BackupRefused when it cannot be
    public static Made write(Path file, Path dataDir, DatabaseAddress database, String version, Instant now) {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) throw new BackupRefused("`" + file + "` is there already: name another file.");
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            Made made = written(unfinished, target, dataDir.toAbsolutePath(), database, version, now);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (IOException | SQLException failed) {
            forget(unfinished);
            throw new BackupRefused("The backup could not be written: " + failed.getMessage() + ".", failed);
        }
    }

    private static Made written(
            Path unfinished, Path target, Path dataDir, DatabaseAddress database, String version, Instant now)
            throws IOException, SQLException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(
                        unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
                Backup backup =
                        new Backup(new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
                Rows rows = Rows.of(database)) {
            backup.seen.add(dataDir.relativize(target).toString());
            backup.files(dataDir);
            rows.hold();
            List<Manifest.Table> tables = backup.tables(rows);
            Map<String, Long> sequences = rows.sequences();
            String schema = rows.schema();
            backup.files(dataDir);
            backup.manifest(new Manifest(version, schema, now, tables, sequences, backup.files));
            backup.zip.finish();
            backup.zip.flush();
            channel.force(true);
            long all = tables.stream().mapToLong(Manifest.Table::rows).sum();
            return new Made(target, channel.size(), tables.size(), all, backup.files.size());
        }
    }

    private List<Manifest.Table> tables(Rows rows) throws IOException, SQLException {
        List<Manifest.Table> tables = new ArrayList<>();
        for (String name : rows.tables()) {
            List<String> columns = rows.columns(name);
            long[] count = new long[1];
            Manifest.Entry entry = entry(Manifest.TABLES, name, out -> count[0] = rows.write(name, columns, out));
            tables.add(new Manifest.Table(entry, columns, count[0]));
        }
        return tables;
    }

    /// Those that were not there the last time.
    private void files(Path dataDir) throws IOException, SQLException {
        for (String name : new KeptFiles(dataDir).all()) {
            if (!seen.add(name)) continue;
            try (InputStream in = Files.newInputStream(dataDir.resolve(name))) {
                files.add(entry(Manifest.FILES, name, in::transferTo));
            } catch (NoSuchFileException deleted) {
                seen.remove(name);
            }
        }
    }

    private interface Filling {
        void into(OutputStream out) throws IOException, SQLException;
    }

    private Manifest.Entry entry(String folder, String name, Filling filling) throws IOException, SQLException {
        ZipEntry entry = new ZipEntry(folder + name);
        // The same content makes the same file, whenever it was written.
        entry.setTime(0);
        zip.putNextEntry(entry);
        DigestOutputStream digest = new DigestOutputStream(zip, sha256());
        digest.on(true);
        filling.into(digest);
        zip.closeEntry();
        return new Manifest.Entry(
                name,
                entry.getSize(),
                HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }

    private void manifest(Manifest manifest) throws IOException {
        byte[] text = manifest.json().getBytes(StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry(Manifest.NAME);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text);
        zip.closeEntry();
        zip.setComment(COMMENT + HexFormat.of().formatHex(sha256().digest(text)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static void forget(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException leftBehind) {
            // Its name says that it is no backup.
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
