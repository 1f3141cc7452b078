package footlight.bench;

import footlight.bench.load.LoadTools;
import footlight.bench.load.Publisher;
import footlight.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A publisher, or none where the server plays the clip itself.
record Publishing(Optional<Publisher> publisher) implements AutoCloseable {
    static Publishing to(Subject.Server server, LoadTools tools, Path clip, Path folder) throws IOException {
        Optional<String> url = server.publishUrl();
        return new Publishing(
                url.isPresent() ? Optional.of(Publisher.start(tools, clip, folder, url.get())) : Optional.empty());
    }

    List<Long> pids() {
        return publisher.map(Publisher::pid).stream().toList();
    }

    boolean lost() {
        return publisher.filter(p -> !p.alive()).isPresent();
    }

    @Override
    public void close() {
        publisher.ifPresent(Publisher::close);
    }
}
