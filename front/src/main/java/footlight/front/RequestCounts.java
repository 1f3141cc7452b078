package footlight.front;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many requests were answered, by the route that did, and how long that took. What a client made up (its path, an
/// odd method) is in no key, so there are never more keys than routes, methods and statuses. Any thread.
///
/// Connections that were taken over for media are no requests any more and stand elsewhere.
public final class RequestCounts {
    private static final Logger access = LoggerFactory.getLogger("footlight.access");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "other";

    /// Upper ends of the times counted, in ms; longer ones fall behind the last.
    public static final List<Integer> BOUNDS_MS = List.of(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000);

    /// @param route such as `/api/v1/shows/:showId`; `other` for what no route of ours answered
    public record Key(String route, String method, int status) {}

    private final Map<Key, LongAdder> answered = new ConcurrentHashMap<>();
    private final Map<String, Times> times = new ConcurrentHashMap<>();

    /// How long the answers of one route took.
    public static final class Times {
        private final LongAdder[] counts = new LongAdder[BOUNDS_MS.size() + 1];
        private final LongAdder nanos = new LongAdder();

        Times() {
            for (int i = 0; i < counts.length; i++) counts[i] = new LongAdder();
        }

        void add(long took) {
            long millis = TimeUnit.NANOSECONDS.toMillis(took);
            int at = 0;
            while (at < BOUNDS_MS.size() && millis >= BOUNDS_MS.get(at)) at++;
            counts[at].increment();
            nanos.add(took);
        }

        /// One for each bound, and one for what took longer; each counts by itself.
        public long[] counts() {
            long[] seen = new long[counts.length];
            for (int i = 0; i < counts.length; i++) seen[i] = counts[i].sum();
            return seen;
        }

        public double seconds() {
            return nanos.sum() / 1e9;
        }
    }

    /// On the request's loop, before anybody answers it.
    void begin(RoutingContext ctx) {
        long began = System.nanoTime();
        ctx.addEndHandler(_ -> ended(ctx, System.nanoTime() - began));
    }

    private void ended(RoutingContext ctx, long took) {
        String route = route(ctx);
        String method = ctx.request().method().name();
        int status = ctx.response().getStatusCode();
        Key key = new Key(route, METHODS.contains(method) ? method : OTHER, status);
        answered.computeIfAbsent(key, _ -> new LongAdder()).increment();
        times.computeIfAbsent(route, _ -> new Times()).add(took);
        if (access.isInfoEnabled()) tell(ctx, route, status, took);
    }

    /// Never the query, and no pass: both stand in addresses.
    private static void tell(RoutingContext ctx, String route, int status, long took) {
        String id = ctx.response().headers().get(RequestId.HEADER);
        access.info(
                "{} {} {} {} {} ms, {} [{}]",
                Caller.addressIn(ctx),
                ctx.request().method(),
                LogPath.of(ctx.request().path()),
                status,
                TimeUnit.NANOSECONDS.toMillis(took),
                route,
                id == null ? "-" : id);
    }

    private static String route(RoutingContext ctx) {
        Route route = ctx.currentRoute();
        String name = route == null ? null : route.getName();
        return name == null || name.isEmpty() ? OTHER : name;
    }

    public Map<Key, LongAdder> answered() {
        return Map.copyOf(answered);
    }

    /// By route.
    public Map<String, Times> times() {
        return Map.copyOf(times);
    }
}
