package footlight.engine.hls;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.front.guard.AddressCount;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Who watches by HLS. Their requests come one by one and on several connections, so a viewer is a pass, or an
/// address and a program where there is none, to whom media went lately. Safe on every thread.
///
/// Both are words of a stranger's, who has as many as they like: so an address has only so many seats, and all
/// have. Whoever finds none is served all the same, and not counted.
final class Seats {
    /// A player asks for a segment each target duration at least, but may have some seconds in hand.
    static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(15);

    /// In all streams. Those behind one address with one browser are one viewer, so a school has room.
    static final int OF_ONE_ADDRESS = 100;

    private static final int OF_ALL = 50_000;

    /// No browser calls itself by more; what is longer is cut, so that it is not kept.
    private static final int NAME_AT_MOST = 300;

    private record Viewer(String streamId, String who) {}

    private static final class Seat {
        final Admission.Granted leave;
        final InetAddress address;
        volatile long servedNanos;

        Seat(Admission.Granted leave, InetAddress address, long servedNanos) {
            this.leave = leave;
            this.address = address;
            this.servedNanos = servedNanos;
        }
    }

    private final PlayGate gate;
    private final LongSupplier nanos;
    private final AddressCount count = new AddressCount(OF_ALL, OF_ONE_ADDRESS);
    private final ConcurrentHashMap<Viewer, Seat> taken = new ConcurrentHashMap<>();

    Seats(PlayGate gate, LongSupplier nanos) {
        this.gate = gate;
        this.nanos = nanos;
    }

    /// Media goes to somebody who was admitted: they sit for a while, or go on sitting.
    void serve(PlayRequest wish) {
        String pass = wish.pass();
        String who = pass != null ? pass : wish.client();
        Viewer viewer = new Viewer(wish.streamId(), who.substring(0, Math.min(who.length(), NAME_AT_MOST)));
        Seat held = taken.get(viewer);
        if (held != null) held.servedNanos = nanos.getAsLong();
        else if (count.enter(wish.from())) sit(viewer, wish);
    }

    private void sit(Viewer viewer, PlayRequest wish) {
        if (!(gate.admit(wish) instanceof Admission.Granted leave)) {
            count.leave(wish.from());
            return;
        }
        Seat seat = new Seat(leave, wish.from(), nanos.getAsLong());
        if (taken.putIfAbsent(viewer, seat) == null) leave.onRevoked(() -> free(viewer, seat));
        else letGo(seat);
    }

    /// Frees the seats of those who went without a word. Now and then, on any thread.
    void sweep() {
        long now = nanos.getAsLong();
        taken.forEach((viewer, seat) -> {
            if (now - seat.servedNanos > LATELY_NANOS) free(viewer, seat);
        });
    }

    private void free(Viewer viewer, Seat seat) {
        if (taken.remove(viewer, seat)) letGo(seat);
    }

    private void letGo(Seat seat) {
        seat.leave.left();
        count.leave(seat.address);
    }

    int count() {
        return taken.size();
    }
}
