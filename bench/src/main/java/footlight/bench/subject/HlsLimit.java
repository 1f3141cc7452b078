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

/// `hlslimit`: a bare server in C of the same fragments and playlists, no entrance, nothing parsed.
public record HlsLimit(LoadTools tools, Path clip) implements Subject {
    private static final Duration START = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.HLS, Protocol.LL_HLS);
    }

    @Override
    public List<Flush> flushes() {
        return List.of(Flush.NONE);
    }

    @Override
    public Server start(Flush flush, Path folder) throws IOException {
        int port = Ports.free();
        var command = List.of(tools.program("hlslimit"), "-f", clip.toString(), "-p", Integer.toString(port));
        var child = Child.start(name(), folder, Map.of(), command);
        String list = "http://127.0.0.1:" + port + "/index.m3u8";
        return new ChildServer(child, Optional.empty(), Map.of(Protocol.HLS, list, Protocol.LL_HLS, list))
                .answering(port, START);
    }
}
