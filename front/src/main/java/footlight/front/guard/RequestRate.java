package footlight.front.guard;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// A token bucket for each address: `burst` requests at once, `perSecond` in the long run. Any thread.
/// Memory is bounded: with more than `MOST` addresses the full buckets are forgotten, and should none be full, all
/// are: a flood from a hundred thousand addresses is no longer a matter of one address.
public final class RequestRate {
    private static final int MOST = 100_000;

    private final double perNano;
    private final int burst;
    private final ConcurrentMap<AddressKey, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double tokens, long atNanos, boolean granted) {}

    public RequestRate(double perSecond, int burst) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
    }

    /// Takes one token. Zero when there was one, else the nanoseconds until there is one again.
    public long take(InetAddress address, long nowNanos) {
        if (buckets.size() > MOST) forget(nowNanos);
        Bucket after = buckets.compute(AddressKey.of(address), (_, bucket) -> {
            double tokens = bucket == null ? burst : refilled(bucket, nowNanos);
            return tokens >= 1 ? new Bucket(tokens - 1, nowNanos, true) : new Bucket(tokens, nowNanos, false);
        });
        return after.granted() ? 0 : (long) Math.ceil((1 - after.tokens()) / perNano);
    }

    int size() {
        return buckets.size();
    }

    private double refilled(Bucket bucket, long nowNanos) {
        return Math.min(burst, bucket.tokens() + Math.max(0, nowNanos - bucket.atNanos()) * perNano);
    }

    private void forget(long nowNanos) {
        buckets.values().removeIf(bucket -> refilled(bucket, nowNanos) >= burst);
        if (buckets.size() > MOST) buckets.clear();
    }
}
