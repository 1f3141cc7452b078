package footlight.platform;

import java.util.function.LongSupplier;

/// How much there is of something now, as the metrics show it. Any thread; never blocks: what the database knows was
/// counted within the last minute.
///
/// @param name as Prometheus has it, such as `footlight_accounts`
/// @param about one sentence
public record Level(String name, String about, LongSupplier count) {
    public long now() {
        return count.getAsLong();
    }
}
