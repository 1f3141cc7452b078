package footlight.app.metrics;

import footlight.front.Business;
import footlight.front.Front;
import footlight.front.RequestCounts;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// The HTTP ports: requests by route, connections, what waits.
final class HttpNumbers {
    private static final double[] SECONDS =
            RequestCounts.BOUNDS_MS.stream().mapToDouble(ms -> ms / 1e3).toArray();

    private HttpNumbers() {}

    static void into(Exposition out, Front front, Business business) {
        RequestCounts requests = front.requests();
        out.family("footlight_http_requests_total", "counter", "Requests that were answered.");
        requests.answered().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> {
                    RequestCounts.Key key = entry.getKey();
                    out.sample(
                            "footlight_http_requests_total",
                            entry.getValue().sum(),
                            "method",
                            key.method(),
                            "route",
                            key.route(),
                            "status",
                            Integer.toString(key.status()));
                });
        out.family(
                "footlight_http_request_duration_seconds",
                "histogram",
                "From a request's head to the end of its answer; lists of LL-HLS wait for what is new.");
        Map<String, RequestCounts.Times> times = new TreeMap<>(requests.times());
        times.forEach((route, took) -> out.histogram(
                "footlight_http_request_duration_seconds", SECONDS, took.counts(), took.seconds(), "route", route));
        out.gauge("footlight_http_connections", "Open connections of the HTTP ports.", front.connections());
        out.counter(
                "footlight_http_connections_refused_total",
                "Connections that were closed at accept, one too many.",
                front.refusedConnections());
        out.gauge("footlight_http_requests_waiting", "Requests that run or wait for their turn.", business.inside());
        out.gauge("footlight_http_request_body_bytes", "Request bodies in memory.", business.bodyBytes());
    }
}
