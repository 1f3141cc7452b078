package footlight.platform.chore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does work again and again, each kind on a virtual thread of its own and never twice at once. What goes wrong is
/// logged, and the next time comes all the same. Any thread.
public final class Chores implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Chores.class);

    private final ScheduledExecutorService timer;
    private final List<ScheduledFuture<?>> scheduled = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /// @param timer any loop that runs tasks later; nothing here blocks it
    public Chores(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /// Does it after each such pause, from one pause from now on. What comes back has it done at once, or once more
    /// when it is being done now; call it from any thread.
    public Runnable every(Duration pause, String name, Runnable deed) {
        return every(pause, Duration.ZERO, name, deed);
    }

    /// The same for what many ask for: it rests that long each time, and all who asked meanwhile have it done once.
    public Runnable every(Duration pause, Duration rest, String name, Runnable deed) {
        Chore chore = new Chore(rest, name, deed);
        scheduled.add(
                timer.scheduleAtFixedRate(chore::atTime, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
        return chore::wanted;
    }

    /// Begins nothing any more; what is being done is not waited for.
    @Override
    public void close() {
        closed = true;
        scheduled.forEach(future -> future.cancel(false));
    }

    /// Whether it is over: what goes wrong now has no meaning.
    public boolean closed() {
        return closed;
    }

    private final class Chore {
        private final Duration rest;
        private final String name;
        private final Runnable deed;
        /// How often it is to be done from now on, the running one and its rest included.
        private final AtomicInteger owed = new AtomicInteger();

        Chore(Duration rest, String name, Runnable deed) {
            this.rest = rest;
            this.name = name;
            this.deed = deed;
        }

        void atTime() {
            if (owed.compareAndSet(0, 1)) begin();
        }

        void wanted() {
            // Two are enough: whoever calls while one runs is seen by the one after it.
            if (owed.getAndUpdate(now -> Math.min(2, now + 1)) == 0) begin();
        }

        private void begin() {
            Thread.ofVirtual().name("chore-" + name).start(() -> {
                once();
                if (closed) return;
                if (rest.isZero()) rested();
                else timer.schedule(this::rested, rest.toMillis(), TimeUnit.MILLISECONDS);
            });
        }

        private void rested() {
            if (owed.decrementAndGet() > 0) begin();
        }

        private void once() {
            if (closed) return;
            try {
                deed.run();
            } catch (RuntimeException fault) {
                // What it works on may have been taken from under it.
                if (closed) log.debug("{} was cut short by the end", name, fault);
                else log.error("fault in what is done time and again: {}", name, fault);
            }
        }
    }
}
