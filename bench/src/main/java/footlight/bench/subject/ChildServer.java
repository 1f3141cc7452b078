package footlight.bench.subject;

import footlight.bench.host.Child;
import footlight.bench.host.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server that is one child process.
record ChildServer(Child child, Optional<String> publishUrl, Map<Protocol, String> playUrls) implements Subject.Server {
    /// Waits until `port` answers; a child that does not answer is stopped.
    ChildServer answering(int port, Duration most) throws IOException {
        try {
            child.await("an answer on port " + port, most, () -> Ports.answers(port));
            return this;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public List<Long> pids() {
        return List.of(child.pid());
    }

    @Override
    public String playUrl(Protocol protocol) {
        String url = playUrls.get(protocol);
        if (url == null) throw new IllegalArgumentException("no " + protocol.word() + " here");
        return url;
    }

    @Override
    public void close() {
        child.close();
    }
}
