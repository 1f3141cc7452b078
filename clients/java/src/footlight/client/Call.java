package footlight.client;

import java.util.LinkedHashMap;
import java.util.Map;

/// What goes with a request beside its path and body: query parameters and headers.
public record Call(Map<String, String> query, Map<String, String> headers) {
    public static final Call PLAIN = new Call(Map.of(), Map.of());

    public Call {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public static Call with() {
        return PLAIN;
    }

    /// @param value nothing is sent when it is null
    public Call query(String name, Object value) {
        return value == null ? this : new Call(and(query, name, value.toString()), headers);
    }

    public Call header(String name, String value) {
        return new Call(query, and(headers, name, value));
    }

    /// With it, it is done once, however often it is sent within a day.
    public Call idempotencyKey(String key) {
        return header("idempotency-key", key);
    }

    /// Refused with `changed-meanwhile` when somebody changed it after this ETag.
    public Call ifMatch(String etag) {
        return header("if-match", etag);
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(some);
        more.put(name, value);
        return more;
    }
}
