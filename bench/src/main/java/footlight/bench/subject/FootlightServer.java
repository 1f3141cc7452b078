package footlight.bench.subject;

import footlight.app.admin.ShowCommand;
import footlight.bench.host.Child;
import footlight.bench.host.Home;
import footlight.bench.host.LiveHeap;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Footlight with one public show. Its heap is fixed and touched at start, so that resident memory changes by
/// what viewers take outside the heap, direct buffers included.
public record FootlightServer(Home home) implements Subject {
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<String> FIXED_HEAP =
            List.of("-Xms512m", "-Xmx512m", "-XX:MaxDirectMemorySize=4g", "-XX:+AlwaysPreTouch");

    @Override
    public String name() {
        return "footlight";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.values());
    }

    @Override
    public List<Flush> flushes() {
        return List.of(Flush.values());
    }

    @Override
    public Server start(Flush flush, Path folder) throws IOException {
        var program = FootlightProgram.on(home, folder.resolve("data"), flush);
        Child child = program.serve(folder, FIXED_HEAP);
        try {
            child.await("readiness", START, () -> program.status("/readyz") == 200);
            JsonObject show = program.createShow(folder);
            return new WithHeap(
                    new ChildServer(
                            child,
                            Optional.of(show.getString("rtmp") + "/" + show.getString("key")),
                            Map.of(
                                    Protocol.HTTP_FLV, show.getString("flv"),
                                    Protocol.WS_FLV, show.getString("wsflv"),
                                    Protocol.RTMP, show.getString("rtmpPlay"),
                                    Protocol.HLS, show.getString("hls"),
                                    Protocol.LL_HLS, show.getString("hls"))),
                    program.data());
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    /// A Java server: its heap can be asked.
    private record WithHeap(ChildServer server, Path data) implements Server {
        @Override
        public List<Long> pids() {
            return server.pids();
        }

        @Override
        public Optional<String> publishUrl() {
            return server.publishUrl();
        }

        /// Each a show of its own, made as the command line makes them.
        @Override
        public List<String> publishUrls(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> ShowCommand.create(data, "Bench " + i, true).publishUrl())
                    .toList();
        }

        @Override
        public String playUrl(Protocol protocol) {
            return server.playUrl(protocol);
        }

        @Override
        public long heapKib() throws IOException {
            return LiveHeap.kib(server.child().pid());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
