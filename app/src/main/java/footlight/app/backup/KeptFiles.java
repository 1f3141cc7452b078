package footlight.app.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which files of a data folder belong into a backup: all but those that a start makes anew, and those that only one
/// run of the server has a use for.
record KeptFiles(Path dataDir) {
    private static final Set<String> NOT_KEPT = Set.of(
            "database",
            "programs",
            "footlight.lock",
            "admin.token",
            "server.url",
            "server.url.new",
            "demo.key",
            "demo.show",
            "footlight.conf",
            Restore.MARK);

    /// Paths below the folder, with `/` between their parts, in order. Links are not followed, and not kept.
    List<String> all() throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(dataDir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
                boolean top = dataDir.equals(folder.getParent());
                return top && NOT_KEPT.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                boolean top = dataDir.equals(file.getParent());
                boolean left = top && NOT_KEPT.contains(name(file));
                if (facts.isRegularFile() && !left && !name(file).endsWith(Backup.UNFINISHED))
                    found.add(dataDir.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException goneOrClosed) throws IOException {
                if (!Files.exists(file)) return FileVisitResult.CONTINUE;
                throw goneOrClosed;
            }
        });
        found.sort(null);
        return found;
    }

    /// Nothing is in it that a restore could write over.
    static boolean empty(Path dataDir) throws IOException {
        if (!Files.exists(dataDir)) return true;
        try (var entries = Files.list(dataDir)) {
            return entries.allMatch(
                    entry -> Set.of("footlight.lock", "footlight.conf").contains(name(entry)));
        }
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
