package footlight.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How large each thing in a folder is, looked at every ten minutes at most: there may be many files. Any thread; who
/// asks first waits for the look.
final class FolderSizes {
    private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Path folder;
    private final LongSupplier nanos;
    private Map<String, Long> sizes = Map.of();
    private long lookedAt;

    FolderSizes(Path folder, LongSupplier nanos) {
        this.folder = folder;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong() - GOOD_FOR_NANOS;
    }

    /// Bytes by name.
    synchronized Map<String, Long> now() throws IOException {
        if (nanos.getAsLong() - lookedAt >= GOOD_FOR_NANOS) {
            sizes = Collections.unmodifiableMap(look());
            lookedAt = nanos.getAsLong();
        }
        return sizes;
    }

    private Map<String, Long> look() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                found.merge(folder.relativize(file).getName(0).toString(), facts.size(), Long::sum);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException goneOrClosed) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
