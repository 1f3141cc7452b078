package footlight.app;

import footlight.app.backup.Restore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder of everything that is kept, held by one process at a time. The hold is the kernel's: it ends with the
/// process, however that ends.
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Makes the folder where it is missing, for its owner only, and takes hold of it.
    ///
    /// @throws CannotStart when another process holds it, or it cannot be written
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel lockFile = FileChannel.open(
                    path.resolve("footlight.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new CannotStart("data.dir is `" + path
                        + "`, which another Footlight is using: stop that one, or choose another folder.");
            }
            if (Files.exists(path.resolve(Restore.MARK))) {
                lockFile.close();
                throw new CannotStart(
                        "data.dir is `" + path + "`, into which a restore was not finished: empty the folder"
                                + " (and the database of database.url, if that was its target), and restore again.");
            }
            return new DataFolder(path, lockFile);
        } catch (IOException failed) {
            throw new CannotStart(
                    "data.dir is `" + path + "`, which cannot be written (" + failed.getMessage()
                            + "): expected a folder of this user's.",
                    failed);
        }
    }

    public Path path() {
        return path;
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("cannot let go of " + path, alreadyGone);
        }
    }
}
