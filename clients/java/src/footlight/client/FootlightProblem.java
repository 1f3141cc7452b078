package footlight.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer of the API that is no success: an RFC 9457 problem. The message is a sentence for people.
public final class FootlightProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> json;

    FootlightProblem(int status, Map<String, Object> json) {
        super(json.get("detail") instanceof String detail ? detail : "The server answered " + status + ".");
        this.status = status;
        this.code = json.get("code") instanceof String word ? word : "unknown";
        this.json = json;
    }

    public int status() {
        return status;
    }

    /// Stable, for programs; treat one that you do not know by its status.
    public String code() {
        return code;
    }

    /// What does not fit, by the names of fields.
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (json.get("errors") instanceof List<?> errors)
            for (Object each : errors)
                fields.put(
                        String.valueOf(Fields.map(each).get("field")),
                        String.valueOf(Fields.map(each).get("message")));
        return fields;
    }

    /// How long to wait before the next try; 0 when it does not say.
    public long retryAfterSeconds() {
        return json.get("retryAfterSeconds") instanceof Number seconds ? seconds.longValue() : 0;
    }
}
