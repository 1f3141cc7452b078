package footlight.engine.hls;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Who watches by HLS. Their requests come one by one and on several connections, so a viewer is a
/// pass, or an address and a program where there is none, to whom media went lately. Safe on every
/// thread.
final class Seats {
    /// A player asks for a segment each target duration at least, but may have some seconds in hand.
    static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(15);

    private record Viewer(String streamId, String who) {}

    private static final class Seat {
        final Admission.Granted leave;
        volatile long servedNanos;

        Seat(Admission.Granted leave, long servedNanos) {
            this.leave = leave;
            this.servedNanos = servedNanos;
        }
    }

    private final PlayGate gate;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<Viewer, Seat> taken = new ConcurrentHashMap<>();

    Seats(PlayGate gate, LongSupplier nanos) {
        this.gate = gate;
        this.nanos = nanos;
    }

    /// Media goes to somebody who was admitted: they sit for a while, or go on sitting. `program` is what the player
    /// calls itself.
    void serve(PlayRequest wish, String program) {
        String pass = wish.pass();
        String who = pass != null ? pass : wish.from().getHostAddress() + " " + program;
        Viewer viewer = new Viewer(wish.streamId(), who);
        Seat held = taken.get(viewer);
        if (held != null) {
            held.servedNanos = nanos.getAsLong();
            return;
        }
        if (!(gate.admit(wish) instanceof Admission.Granted leave)) return;
        Seat seat = new Seat(leave, nanos.getAsLong());
        if (taken.putIfAbsent(viewer, seat) != null) leave.left();
        else leave.onRevoked(() -> free(viewer, seat));
    }

    /// Frees the seats of those who went without a word. Now and then, on any thread.
    void sweep() {
        long now = nanos.getAsLong();
        taken.forEach((viewer, seat) -> {
            if (now - seat.servedNanos > LATELY_NANOS) free(viewer, seat);
        });
    }

    private void free(Viewer viewer, Seat seat) {
        if (taken.remove(viewer, seat)) seat.leave.left();
    }

    int count() {
        return taken.size();
    }
}
