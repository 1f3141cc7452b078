package footlight.platform.show;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one after the other, on a virtual thread that lives while there is something to run. Any thread may hand over;
/// handing over never blocks.
final class InOrder {
    private static final Logger log = LoggerFactory.getLogger(InOrder.class);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    synchronized void run(Runnable deed) {
        waiting.add(deed);
        if (running) return;
        running = true;
        Thread.ofVirtual().name("show-events").start(this::drain);
    }

    private void drain() {
        for (Runnable deed = next(); deed != null; deed = next()) {
            try {
                deed.run();
            } catch (RuntimeException fault) {
                log.error("fault in a show's events", fault);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable deed = waiting.poll();
        if (deed == null) running = false;
        return deed;
    }
}
