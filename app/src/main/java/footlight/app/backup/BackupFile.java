package footlight.app.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A backup that is whole: every entry was read, and is what the manifest says, before this is handed out. One thread;
/// blocks.
final class BackupFile implements AutoCloseable {
    private static final Pattern PART = Pattern.compile("[^/\\\\\\x00-\\x1f]{1,255}");
    private static final int LONGEST_MANIFEST = 256 << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// @throws BackupRefused when it is no backup, or not whole
    static BackupFile open(Path file) {
        ZipFile zip = zip(file);
        try {
            BackupFile backup = new BackupFile(zip, manifest(zip));
            backup.check();
            return backup;
        } catch (IOException unreadable) {
            close(zip);
            throw damaged(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (RuntimeException refused) {
            close(zip);
            throw refused;
        }
    }

    private static ZipFile zip(Path file) {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | EOFException broken) {
            throw damaged("its end is missing, or it is no backup at all", broken);
        } catch (IOException unreadable) {
            throw new BackupRefused("`" + file + "` cannot be read: " + unreadable.getMessage() + ".", unreadable);
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        String comment = zip.getComment();
        if (entry == null || comment == null || !comment.startsWith(Backup.COMMENT))
            throw new BackupRefused("This is no backup of Footlight's.");
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readNBytes(LONGEST_MANIFEST);
        }
        String sum = HexFormat.of().formatHex(Backup.sha256().digest(text));
        if (!sum.equals(comment.substring(Backup.COMMENT.length())))
            throw damaged("what it says about itself was changed", null);
        return Manifest.read(new String(text, StandardCharsets.UTF_8));
    }

    private void check() throws IOException {
        Set<String> expected = new HashSet<>(List.of(Manifest.NAME));
        for (Manifest.Table table : manifest.tables()) check(Manifest.TABLES, table.entry(), expected);
        for (Manifest.Entry file : manifest.files()) {
            for (String part : file.name().split("/", -1))
                if (!PART.matcher(part).matches() || part.equals(".") || part.equals(".."))
                    throw damaged("it has a file with a name that leads elsewhere", null);
            check(Manifest.FILES, file, expected);
        }
        if (zip.size() != expected.size()) throw damaged("it has entries that it does not name", null);
    }

    private void check(String folder, Manifest.Entry entry, Set<String> expected) throws IOException {
        expected.add(folder + entry.name());
        MessageDigest digest = Backup.sha256();
        long bytes;
        try (InputStream in = new DigestInputStream(stream(folder, entry), digest)) {
            bytes = in.transferTo(OutputStream.nullOutputStream());
        }
        if (bytes != entry.bytes() || !HexFormat.of().formatHex(digest.digest()).equals(entry.sha256()))
            throw damaged("`" + folder + entry.name() + "` is not as it was written", null);
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream table(Manifest.Table table) throws IOException {
        return stream(Manifest.TABLES, table.entry());
    }

    InputStream file(Manifest.Entry file) throws IOException {
        return stream(Manifest.FILES, file);
    }

    private InputStream stream(String folder, Manifest.Entry entry) throws IOException {
        ZipEntry found = zip.getEntry(folder + entry.name());
        if (found == null) throw damaged("`" + folder + entry.name() + "` is missing", null);
        return zip.getInputStream(found);
    }

    private static BackupRefused damaged(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "This backup is damaged (" + what + "), and nothing was changed: take another one.";
        return cause == null ? new BackupRefused(message) : new BackupRefused(message, cause);
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException nothingWasWritten) {
            // It was only read.
        }
    }

    @Override
    public void close() {
        close(zip);
    }
}
