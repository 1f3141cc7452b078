package footlight.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where the running server of a data folder answers, written for `footlight admin` into `server.url` there.
record ServerAddress(Path file) implements AutoCloseable {
    static ServerAddress in(Path dataDir) {
        return new ServerAddress(dataDir.resolve("server.url"));
    }

    /// The address for this machine's own use, once it is written.
    URI write(String host, int port) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String reachable = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        URI address = URI.create("http://" + reachable + ":" + port);
        try {
            // Whoever waits for the file finds all of it.
            Path beside = Files.writeString(file.resolveSibling("server.url.new"), address + "\n");
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return address;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
