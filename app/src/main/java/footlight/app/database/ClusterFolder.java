package footlight.app.database;

import footlight.app.programs.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

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
        Files.writeString(path.resolve("port"), Integer.toString(port));
    }

    void shortenLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_KEPT)
            Files.move(log(), path.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }

    // Written whole or not at all: a kill between the two leaves a file that is not the secret's.
    private void makeSecret() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path scratch = path.resolve("secret.new");
        Files.deleteIfExists(scratch);
        Files.createFile(scratch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(scratch, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.SYNC);
        Files.move(scratch, secretFile(), StandardCopyOption.ATOMIC_MOVE);
    }
}
