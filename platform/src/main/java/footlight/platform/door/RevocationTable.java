package footlight.platform.door;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The table `revocation`.
final class RevocationTable {
    private static final RowMapper<Numbered> NUMBERED =
            (row, _) -> new Numbered(row.getString("key"), row.getLong("number"));

    private final Jdbi jdbi;

    RevocationTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Numbered(String key, long number) {}

    /// All or none.
    List<Numbered> insert(Collection<String> keys, Instant until) {
        return jdbi.inTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into revocation (key, until) values (:key, :until)");
            for (String key : keys)
                batch.bind("key", key).bind("until", Rows.time(until)).add();
            return new ArrayList<>(
                    batch.executePreparedBatch("number", "key").map(NUMBERED).list());
        });
    }

    List<Numbered> since(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("select key, number from revocation where until > :now")
                .bind("now", Rows.time(now))
                .map(NUMBERED)
                .list());
    }

    List<Numbered> deleteBefore(Instant now) {
        return jdbi.withHandle(
                handle -> handle.createQuery("delete from revocation where until <= :now returning key, number")
                        .bind("now", Rows.time(now))
                        .map(NUMBERED)
                        .list());
    }
}
