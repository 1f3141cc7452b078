package footlight.app.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How PostgreSQL, which refuses to run as root, is run by a Footlight that may be root: directly when it is not,
/// else in a user namespace of its own (where root's files stay its own but root's powers are gone), else as the
/// machine's user `footlight` or `postgres`.
record WithoutRoot(List<String> prefix, @Nullable String user) {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    /// `program` is one of PostgreSQL's: each way is tried with it.
    ///
    /// @throws DatabaseRefused when this process is root and neither way is open
    static WithoutRoot here(Path program) {
        if (!System.getProperty("user.name").equals("root")) return new WithoutRoot(List.of(), null);
        if (works("unshare", "-U", program.toString(), "--version")) return new WithoutRoot(NAMESPACE, null);
        for (String user : List.of("footlight", "postgres")) {
            if (works("runuser", "-u", user, "--", program.toString(), "--version"))
                return new WithoutRoot(List.of("runuser", "-u", user, "--"), user);
        }
        throw new DatabaseRefused(
                "PostgreSQL does not run as root, and here root may neither make a user namespace (unshare -U) nor"
                        + " become a user footlight or postgres: start Footlight as an ordinary user, or add one"
                        + " (useradd --system footlight), or set database.url to a PostgreSQL of your own.");
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /// Makes `folder`, with all in it, belong to whom PostgreSQL will run as, and lets that user reach it. What links
    /// point at keeps its owner: that user may have made them.
    void own(Path folder) throws IOException {
        if (user == null) return;
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                give(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }

            private void give(Path entry) throws IOException {
                Files.setAttribute(entry, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
            }
        });
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
