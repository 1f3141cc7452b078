package footlight.engine.srt;

import footlight.front.guard.AddressKey;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts callers, all and by address, from their first true handshake to their end. Safe on every thread.
final class CallerCount {
    private final int atMost;
    private final int perAddress;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<AddressKey, Integer> byAddress = new ConcurrentHashMap<>();

    CallerCount(int atMost, int perAddress) {
        this.atMost = atMost;
        this.perAddress = perAddress;
    }

    /// True when one more may come in; it is then counted until [#leave].
    boolean enter(InetAddress address) {
        if (all.incrementAndGet() > atMost) {
            all.decrementAndGet();
            return false;
        }
        if (address.isLoopbackAddress()) return true;
        if (byAddress.merge(AddressKey.of(address), 1, Integer::sum) <= perAddress) return true;
        leave(address);
        return false;
    }

    void leave(InetAddress address) {
        all.decrementAndGet();
        if (address.isLoopbackAddress()) return;
        byAddress.compute(AddressKey.of(address), (_, count) -> count == null || count <= 1 ? null : count - 1);
    }

    int all() {
        return all.get();
    }
}
