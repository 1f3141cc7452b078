package footlight.platform.admin;

import footlight.platform.store.Database;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// About how many of everything there are, asked now and then, so that whoever wants to know waits for no database. Any
/// thread.
public final class Census {
    private final HouseTable table;
    private volatile Map<String, Long> rows = Map.of();

    public Census(Jdbi jdbi) {
        this.table = new HouseTable(jdbi);
    }

    /// Asks. Blocks on the database; while it is away, what was heard last holds.
    public void take() {
        try {
            rows = Map.copyOf(table.rows());
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
        }
    }

    /// @param table such as `account`
    public long of(String table) {
        return rows.getOrDefault(table, 0L);
    }
}
