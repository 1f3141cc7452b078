package footlight.platform.admin;

import footlight.platform.store.Database;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// How many of everything there are, counted now and then, so that whoever asks waits for no database. Any thread.
public final class Census {
    private final HouseTable table;
    private final InstantSource clock;
    private volatile HouseTable.Counts counts = HouseTable.Counts.NONE;

    public Census(Jdbi jdbi, InstantSource clock) {
        this.table = new HouseTable(jdbi);
        this.clock = clock;
    }

    /// Counts. Blocks on the database; while it is away, what was counted last holds.
    public void take() {
        try {
            counts = table.counts(clock.instant());
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
        }
    }

    public LongSupplier accounts() {
        return () -> counts.accounts();
    }

    public LongSupplier sessions() {
        return () -> counts.sessions();
    }

    public LongSupplier channels() {
        return () -> counts.channels();
    }

    public LongSupplier shows() {
        return () -> counts.shows();
    }
}
