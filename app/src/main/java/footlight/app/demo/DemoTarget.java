package footlight.app.demo;

import footlight.platform.secret.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the demo's ffmpeg sends to. Everybody on the machine can read a process's arguments, so the stream key is not
/// among them: it stands in a file that only the server's own user may read, as an option of ffmpeg's (its "preset").
///
/// @param server address without the key
/// @param keyFile as long as this is open
record DemoTarget(String server, String key, Path keyFile) implements AutoCloseable {

    /// @param address `rtmp://host:port/app/key`
    static DemoTarget in(Path folder, String address) throws IOException {
        int slash = address.lastIndexOf('/');
        String key = address.substring(slash + 1);
        Path file = folder.toAbsolutePath().resolve("demo.key");
        PrivateFile.write(file, ("rtmp_playpath=" + key + "\n").getBytes(StandardCharsets.UTF_8));
        return new DemoTarget(address.substring(0, slash), key, file);
    }

    List<String> arguments() {
        return List.of("-fpre", keyFile.toString(), server);
    }

    String withoutKey(String line) {
        return line.replace(key, "…");
    }

    @Override
    public String toString() {
        return "DemoTarget[" + server + "]";
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(keyFile);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
