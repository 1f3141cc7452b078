package footlight.platform.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is known of one show only while this process runs: its encoder and who was refused. Changed with `lock` held;
/// `show` and `encoder` may be read by any thread.
final class LiveShow {
    static final int REFUSALS = 20;

    /// Held over the database's answer, so that a show's changes and their announcements come in one order.
    final ReentrantLock lock = new ReentrantLock();

    private final InOrder events = new InOrder();
    /// Whether a try to write down what the database has not heard of is among the events already.
    final AtomicBoolean savingLate = new AtomicBoolean();

    private volatile Show show;
    private volatile @Nullable EncoderOn encoder;
    private final Deque<RefusedEncoder> refusals = new ArrayDeque<>();
    private byte @Nullable [] admittedKey;
    private static final int UNWRITTEN = 200;
    /// What happened while the database was away, and is to be written with the phase.
    private final List<Happening> unwritten = new ArrayList<>();
    private int viewersTold;
    private @Nullable Absence absence;

    LiveShow(Show show) {
        this.show = show;
    }

    /// @param from network address
    /// @param program what it calls itself; empty when it does not say
    record EncoderOn(String protocol, String from, String program, Instant since) {}

    /// @param since when it began, by the wall's clock as it was then
    /// @param nanos the same by the clock that only counts on
    private record Absence(Instant since, long nanos) {}

    /// Does it with this show held. Blocks.
    void hold(Runnable deed) {
        lock.lock();
        try {
            deed.run();
        } finally {
            lock.unlock();
        }
    }

    /// Does it with this show held, after what was handed over before. Any thread, never blocks.
    void inTurn(Runnable deed) {
        events.run(() -> hold(deed));
    }

    Show show() {
        return show;
    }

    void show(Show now) {
        show = now;
    }

    @Nullable
    EncoderOn encoder() {
        return encoder;
    }

    void encoder(@Nullable EncoderOn now) {
        encoder = now;
    }

    synchronized void refused(RefusedEncoder refusal) {
        refusals.addFirst(refusal);
        if (refusals.size() > REFUSALS) refusals.removeLast();
    }

    synchronized List<RefusedEncoder> refusals() {
        return List.copyOf(refusals);
    }

    /// The key that was let in last, as its look-up; null when the key was replaced since.
    synchronized void admitted(byte @Nullable [] lookup) {
        admittedKey = lookup;
    }

    synchronized boolean someKeyAdmitted() {
        return admittedKey != null;
    }

    synchronized boolean admittedBefore(byte[] lookup) {
        return Arrays.equals(admittedKey, lookup);
    }

    /// Whether the database has not heard of the phase yet.
    synchronized boolean unsaved() {
        return !unwritten.isEmpty();
    }

    /// In their order.
    synchronized List<Happening> unwritten() {
        return List.copyOf(unwritten);
    }

    /// The database is away. Of an encoder that comes and goes all the while the beginning and the latest are kept.
    synchronized void unwritten(Happening happening) {
        if (unwritten.size() == UNWRITTEN) unwritten.removeLast();
        unwritten.add(happening);
    }

    /// The database has heard of everything.
    synchronized void written() {
        unwritten.clear();
    }

    /// How long the encoder is away, in ns. The wall's clock is asked only when an absence is seen first: it may have
    /// begun before this process did.
    synchronized long awayNanos(Instant since, Instant wallNow, long nanosNow) {
        Absence seen = absence;
        if (seen == null || !seen.since.equals(since)) {
            long before = Math.max(
                    0,
                    TimeUnit.MILLISECONDS.toNanos(
                            Duration.between(since, wallNow).toMillis()));
            seen = new Absence(since, nanosNow - before);
            absence = seen;
        }
        return nanosNow - seen.nanos;
    }

    /// Whether this count is another than the one told last; it counts as told then.
    synchronized boolean newViewerCount(int count) {
        boolean other = count != viewersTold;
        viewersTold = count;
        return other;
    }
}
