package footlight.app.database;

import footlight.app.programs.PostgresPrograms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// What the embedded database keeps under `data.dir/database`: PostgreSQL's own folder `cluster`, the `secret` it is
/// opened with, the `port` it had last, and its log.
record ClusterFolder(Path path) {
    private static final long LOG_BYTES_KEPT = 4 << 20;

    /// Makes the folder and its secret where they are missing.
    static ClusterFolder in(Path dataDir) throws IOException {
        Path path = dataDir.resolve("database");
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        ClusterFolder folder = new ClusterFolder(path);
        if (!Files.exists(folder.secretFile())) folder.makeSecret();
        return folder;
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path secretFile() {
        return path.resolve("secret");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    boolean made() {
        return Files.isRegularFile(cluster().resolve("PG_VERSION"));
    }

    String secret() throws IOException {
        return Files.readString(secretFile()).strip();
    }

    /// @throws DatabaseRefused when another major version of PostgreSQL made this cluster
    void refuseOtherVersions() throws IOException {
        if (!made()) return;
        String version = Files.readString(cluster().resolve("PG_VERSION")).strip();
        if (version.equals(Integer.toString(PostgresPrograms.MAJOR))) return;
        throw new DatabaseRefused("The database in " + path + " was made by PostgreSQL " + version
                + ", and this Footlight brings PostgreSQL " + PostgresPrograms.MAJOR
                + ": start the Footlight that made it, or restore a backup into an empty data.dir.");
    }

    Optional<Integer> lastPort() throws IOException {
        Path file = path.resolve("port");
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Integer.parseInt(Files.readString(file).strip()));
        } catch (NumberFormatException spoiled) {
            return Optional.empty();
        }
    }

    void keepPort(int port) throws IOException {
        write(path.resolve("port"), Integer.toString(port));
    }

    void shortenLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_KEPT)
            Files.move(log(), path.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void makeSecret() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        write(secretFile(), HexFormat.of().formatHex(random) + "\n");
    }

    /// Whole or not at all, and never through a link: the folder may belong to another user than the one who writes,
    /// and a link in it may point at anything.
    private static void write(Path file, String text) throws IOException {
        Path scratch = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(scratch);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> afresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (SeekableByteChannel channel = Files.newByteChannel(scratch, afresh, owner)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
        }
        Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
