package footlight.app;

import footlight.platform.store.Database;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Whether the database answers, asked once a second at most however many want to know. Any thread; blocks up to the
/// pool's patience.
final class DatabaseLook {
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final LongSupplier nanos;
    private boolean there = true;
    private long lookedAt;

    DatabaseLook(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong() - GOOD_FOR_NANOS;
    }

    synchronized boolean there() {
        if (nanos.getAsLong() - lookedAt >= GOOD_FOR_NANOS) {
            there = database.answers();
            lookedAt = nanos.getAsLong();
        }
        return there;
    }
}
