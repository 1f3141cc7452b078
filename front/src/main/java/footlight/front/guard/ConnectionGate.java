package footlight.front.guard;

import footlight.front.net.TrustedProxies;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Counts open connections, all and by address, from accept to close, and says no at accept: before TLS, before
/// a single byte is read. Called by the accepting thread and, on close, by every loop.
public final class ConnectionGate {
    private final Limits.Connections limits;
    private final TrustedProxies proxies;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<AddressKey, Integer> byAddress = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private volatile boolean shut;

    public ConnectionGate(Limits.Connections limits, TrustedProxies proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /// True when `child` may come in; it is then counted until it closes.
    public boolean enter(Channel child) {
        if (open.incrementAndGet() > limits.total() || shut) return refuse();
        boolean counted = child.remoteAddress() instanceof InetSocketAddress remote && counts(remote.getAddress());
        if (!counted) {
            child.closeFuture().addListener(_ -> open.decrementAndGet());
            return true;
        }
        AddressKey key = AddressKey.of(((InetSocketAddress) child.remoteAddress()).getAddress());
        int here = byAddress.merge(key, 1, Integer::sum);
        if (here > limits.perAddress()) {
            leave(key);
            return refuse();
        }
        child.closeFuture().addListener(_ -> {
            leave(key);
            open.decrementAndGet();
        });
        return true;
    }

    private boolean counts(InetAddress address) {
        if (address.isLoopbackAddress() && limits.freeLoopback()) return false;
        return !proxies.trusts(address);
    }

    private void leave(AddressKey key) {
        byAddress.compute(key, (_, count) -> count == null || count <= 1 ? null : count - 1);
    }

    private boolean refuse() {
        open.decrementAndGet();
        refused.increment();
        return false;
    }

    /// Lets nobody in from now on: between the last loop and the port itself, a closing server still accepts.
    public void shut() {
        shut = true;
    }

    public int open() {
        return open.get();
    }

    /// Addresses with a counted connection right now.
    public int addresses() {
        return byAddress.size();
    }

    public long refused() {
        return refused.sum();
    }
}
