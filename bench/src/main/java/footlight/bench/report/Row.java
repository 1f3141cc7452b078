package footlight.bench.report;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// One figure that a bench found. `n` is the number of viewers (in `ingest`: of publishers, in `start`: of trials),
/// `flushMs` the server's merge window. A `note` says why the figure must not be trusted, or what the subject lost.
public record Row(
        String bench,
        String subject,
        int n,
        int flushMs,
        String metric,
        double value,
        String unit,
        Optional<String> note) {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /// One line of JSON; the note's field stands only where there is a note.
    public String toJson() {
        var json = new JsonObject()
                .put("bench", bench)
                .put("subject", subject)
                .put("n", n)
                .put("flush_ms", flushMs)
                .put("metric", metric)
                .put("value", new BigDecimal(value, FOUR_DIGITS).doubleValue())
                .put("unit", unit);
        note.ifPresent(text -> json.put("note", text));
        return json.encode();
    }

    /// Reads a line that [#toJson()] wrote.
    ///
    /// @throws IllegalArgumentException when the line is not such a row
    public static Row fromJson(String line) {
        try {
            var json = new JsonObject(line);
            return new Row(
                    json.getString("bench"),
                    json.getString("subject"),
                    json.getInteger("n"),
                    json.getInteger("flush_ms"),
                    json.getString("metric"),
                    json.getDouble("value"),
                    json.getString("unit"),
                    Optional.ofNullable(json.getString("note")));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a row of a bench: " + line, e);
        }
    }
}
