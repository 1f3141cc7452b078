package footlight.engine.srt;

import footlight.engine.PublishHouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An SRT entrance before a house. At its end no caller may be left either.
final class Stage extends PublishHouse implements AutoCloseable {
    static final String PASSPHRASE = "correct horse battery";

    final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final SrtEdge edge;

    Stage(SrtSettings settings) {
        edge = SrtEdge.open(
                loops, settings, new SrtEdge.House(streams, this, this, InstantSource.system(), blocking), buffers);
    }

    static Stage open() {
        return new Stage(settings(null, true));
    }

    static Stage encrypted() {
        return new Stage(settings(PASSPHRASE, true));
    }

    /// Impatient, so that tests need not wait.
    static SrtSettings settings(@Nullable String passphrase, boolean takesOver) {
        return new SrtSettings(
                "127.0.0.1", 0, passphrase, Duration.ofMillis(400), takesOver, Duration.ofSeconds(2), 100, 100);
    }

    int port() {
        return edge.port();
    }

    @Override
    public void close() {
        edge.close();
        until(() -> edge.callers() == 0);
        closeHouse();
        blocking.close();
    }
}
