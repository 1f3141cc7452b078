package footlight.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started so far, to be stopped in the opposite order, once. Any thread; a part that is added after
/// the end began is stopped at once.
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    /// A supervisor that asked for the end is promised five seconds.
    private static final Duration PATIENCE = Duration.ofMillis(4_700);

    private record Part(String name, AutoCloseable closeable) {}

    private final Deque<Part> started = new ArrayDeque<>();
    private final List<Runnable> lastWords = new CopyOnWriteArrayList<>();
    private boolean closed;

    <T extends AutoCloseable> T add(String name, T part) {
        synchronized (started) {
            if (!closed) {
                started.push(new Part(name, part));
                return part;
            }
        }
        stop(new Part(name, part));
        throw new CannotStart("Footlight was told to end while it started.");
    }

    /// Runs before the process is ended because a part did not stop in time: quick, and waits for nothing.
    void atLast(Runnable words) {
        lastWords.add(words);
    }

    @Override
    public void close() {
        synchronized (started) {
            if (closed) return;
            closed = true;
        }
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform().name("shutdown-patience").daemon().start(() -> haltUnless(done));
        LOG.info("Footlight ends");
        while (!started.isEmpty()) stop(started.pop());
        LOG.info("Footlight ended");
        done.countDown();
    }

    private static void stop(Part part) {
        try {
            part.closeable.close();
        } catch (Exception failed) {
            // The next part must be stopped all the same.
            LOG.warn("{} did not stop well", part.name, failed);
        }
    }

    /// Nothing acknowledged is lost by this: it is what a kill -9 does.
    private void haltUnless(CountDownLatch done) {
        try {
            if (done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
            LOG.error("Footlight did not end within {} ms and is ended now", PATIENCE.toMillis());
            lastWords.forEach(Runnable::run);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
