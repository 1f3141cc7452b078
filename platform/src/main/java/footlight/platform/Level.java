package footlight.platform;

import java.util.function.LongSupplier;

/// How much there is of something now, or how often it happened since the start, as the metrics show it. Any thread;
/// never blocks: what the database knows was counted within the last minute.
///
/// @param name as Prometheus has it, such as `footlight_accounts`; of what only rises it ends with `_total`
/// @param about one sentence
public record Level(String name, String about, LongSupplier count) {
    /// Whether it only rises, from 0 at the start.
    public boolean rises() {
        return name.endsWith("_total");
    }

    public long now() {
        return count.getAsLong();
    }
}
