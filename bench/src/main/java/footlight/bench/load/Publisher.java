package footlight.bench.load;

import footlight.bench.host.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `flvpub`: sends the clip to a server by RTMP for ever, each frame stamped with its send time.
public final class Publisher implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);

    private final Child child;

    private Publisher(Child child) {
        this.child = child;
    }

    /// Returns once the server has taken the stream.
    public static Publisher start(LoadTools tools, Path clip, Path folder, String url) throws IOException {
        var child = Child.start(
                "flvpub", folder, Map.of(), List.of(tools.program("flvpub"), "-u", url, "-f", clip.toString()));
        try {
            child.await(
                    "a taken stream", START, () -> Files.readString(child.log()).contains("publishing "));
            return new Publisher(child);
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    public long pid() {
        return child.pid();
    }

    /// False when the server closed the connection.
    public boolean alive() {
        return child.alive();
    }

    @Override
    public void close() {
        child.close();
    }
}
