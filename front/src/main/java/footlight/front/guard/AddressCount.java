package footlight.front.guard;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts those who have come and not gone, all and by address, against a bound for each. This machine's own addresses
/// have none but the first. Safe on every thread.
public final class AddressCount {
    private final int atMost;
    private final int perAddress;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<AddressKey, Integer> byAddress = new ConcurrentHashMap<>();

    /// @param perAddress of one IPv4 address or one IPv6 /64
    public AddressCount(int atMost, int perAddress) {
        this.atMost = atMost;
        this.perAddress = perAddress;
    }

    /// True when one more may come; it is then counted until [#leave].
    public boolean enter(InetAddress address) {
        if (all.incrementAndGet() > atMost) {
            all.decrementAndGet();
            return false;
        }
        if (address.isLoopbackAddress()) return true;
        if (byAddress.merge(AddressKey.of(address), 1, Integer::sum) <= perAddress) return true;
        leave(address);
        return false;
    }

    public void leave(InetAddress address) {
        all.decrementAndGet();
        if (address.isLoopbackAddress()) return;
        byAddress.compute(AddressKey.of(address), (_, count) -> count == null || count <= 1 ? null : count - 1);
    }

    public int all() {
        return all.get();
    }
}
