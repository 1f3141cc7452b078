package footlight.platform.show;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is known of one show only while this process runs: its encoder and who was refused. Changed with `lock` held;
/// `show` and `encoder` may be read by any thread.
final class LiveShow {
    static final int REFUSALS = 20;
    private static final int ARRIVALS = 64;

    /// Held over the database's answer, so that a show's changes and their announcements come in one order.
    final ReentrantLock lock = new ReentrantLock();

    private final InOrder events = new InOrder();
    /// Whether a try to write down what the database has not heard of is among the events already.
    final AtomicBoolean savingLate = new AtomicBoolean();

    private volatile Show show;
    private volatile @Nullable EncoderOn encoder;
    private final Deque<RefusedEncoder> refusals = new ArrayDeque<>();
    /// Keys by which encoders were let in and which are still good, by id.
    private final Map<String, Admitted> admitted = new HashMap<>();
    /// Who came lately, with the id of which key.
    private final Map<InetSocketAddress, String> arrivals = new LinkedHashMap<>();
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
    /// @param key what it came with
    record EncoderOn(
            String protocol, String from, String program, Instant since, StreamKey key, InetSocketAddress address) {}

    /// @param lookup what the database knows the key by, in hex
    private record Admitted(StreamKey key, String lookup) {}

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

    /// Somebody was let in with this key, and is about to be on.
    synchronized void admitted(StreamKey key, byte[] lookup, InetSocketAddress from) {
        admitted.put(key.id(), new Admitted(key, HexFormat.of().formatHex(lookup)));
        arrivals.remove(from);
        arrivals.put(from, key.id());
        if (arrivals.size() > ARRIVALS)
            arrivals.remove(arrivals.keySet().iterator().next());
    }

    /// The key of whoever came from there; empty when it is not good any more.
    synchronized Optional<StreamKey> keyOf(InetSocketAddress from) {
        Admitted known = admitted.get(String.valueOf(arrivals.get(from)));
        return known == null ? Optional.empty() : Optional.of(known.key);
    }

    /// It is refused from now on.
    synchronized void takeBack(String keyId) {
        admitted.remove(keyId);
    }

    /// All its keys are refused from now on.
    synchronized void takeBackAll() {
        admitted.clear();
    }

    /// It has another name, or may be used from elsewhere.
    synchronized void changed(StreamKey key) {
        admitted.computeIfPresent(key.id(), (_, known) -> new Admitted(key, known.lookup));
    }

    synchronized boolean someKeyAdmitted() {
        return !admitted.isEmpty();
    }

    /// The key that was let in before; empty when it was not, or is refused by now.
    synchronized Optional<StreamKey> admittedBefore(byte[] lookup) {
        String wanted = HexFormat.of().formatHex(lookup);
        return admitted.values().stream()
                .filter(known -> known.lookup.equals(wanted))
                .map(Admitted::key)
                .findFirst();
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
