package footlight.bench.subject;

import footlight.bench.host.Child;
import footlight.bench.host.Ports;
import footlight.bench.load.LoadTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `flvlimit`: a bare writer in C, no entrance, nothing parsed. What it costs, this machine's kernel costs.
public record Limit(LoadTools tools, Path clip) implements Subject {
    private static final Duration START = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.HTTP_FLV);
    }

    @Override
    public List<Flush> flushes() {
        return List.of(Flush.values());
    }

    @Override
    public Server start(Flush flush, Path folder) throws IOException {
        int port = Ports.free();
        var command = List.of(
                tools.program("flvlimit"),
                "-f",
                clip.toString(),
                "-p",
                Integer.toString(port),
                "-b",
                Integer.toString(flush.ms()));
        var child = Child.start(name(), folder, Map.of(), command);
        var server =
                new ChildServer(child, Optional.empty(), Map.of(Protocol.HTTP_FLV, "http://127.0.0.1:" + port + "/"));
        return server.answering(port, START);
    }
}
