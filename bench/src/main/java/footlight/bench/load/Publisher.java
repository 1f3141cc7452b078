package footlight.bench.load;

import footlight.bench.host.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `flvpub`: sends the clip to a server by RTMP for ever, each frame stamped with its send time.
public final class Publisher implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);

    /// As `flvpub` has it, and as much again.
    private static final long MS_BETWEEN = 80;

    private final Child child;

    private Publisher(Child child) {
        this.child = child;
    }

    /// Returns once the server has taken the stream.
    public static Publisher start(LoadTools tools, Path clip, Path folder, String url) throws IOException {
        return start(tools, clip, folder, List.of("-u", url), 1);
    }

    /// Sends to many addresses at once, from a process each: they come one after the other, so that their keyframes do
    /// not fall together. Returns once the server has taken all. If it lets go of one, all end.
    public static Publisher start(LoadTools tools, Path clip, Path folder, List<String> urls) throws IOException {
        Path list = folder.resolve("publish.txt");
        Files.write(list, urls);
        return start(tools, clip, folder, List.of("-q", "-l", list.toString()), urls.size());
    }

    private static Publisher start(LoadTools tools, Path clip, Path folder, List<String> where, int streams)
            throws IOException {
        var command = new ArrayList<>(List.of(tools.program("flvpub"), "-f", clip.toString()));
        command.addAll(where);
        var child = Child.start("flvpub", folder, Map.of(), command);
        try {
            child.await("a taken stream", START.plusMillis(MS_BETWEEN * streams), () -> taken(child) == streams);
            return new Publisher(child);
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    private static long taken(Child child) throws IOException {
        try (var lines = Files.lines(child.log())) {
            return lines.filter(line -> line.startsWith("publishing ")).count();
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
