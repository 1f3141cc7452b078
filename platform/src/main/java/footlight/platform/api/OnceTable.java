package footlight.platform.api;

import footlight.platform.store.Rows;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `answered`.
final class OnceTable {
    private final Jdbi jdbi;

    OnceTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How far a request of this name is.
    sealed interface State {
        /// Nobody does it yet: whoever asked does, and says what became of it.
        record New() implements State {}

        record Running() implements State {}

        /// Another request has this name.
        record Other() implements State {}

        record Done(Buffer sealed) implements State {}
    }

    private record Row(
            boolean same, Instant startedAt, @Nullable Buffer sealed) {}

    /// @param oldest what began before is forgotten
    /// @param lost what began before and has no answer will never have one
    State begin(String asker, String name, byte[] requestHash, Instant now, Instant oldest, Instant lost) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("delete from answered where started_at < :oldest")
                    .bind("oldest", Rows.time(oldest))
                    .execute();
            int made = handle.createUpdate("""
                    insert into answered (asker, name, request_hash, started_at) values (:asker, :name, :hash, :now)
                    on conflict do nothing""")
                    .bind("asker", asker)
                    .bind("name", name)
                    .bind("hash", requestHash)
                    .bind("now", Rows.time(now))
                    .execute();
            if (made == 1) return new State.New();
            Optional<Row> found = held(handle, asker, name, requestHash);
            // It failed and was forgotten just now.
            if (found.isEmpty()) return new State.Running();
            Row row = found.get();
            if (!row.same) return new State.Other();
            if (row.sealed != null) return new State.Done(row.sealed);
            if (!row.startedAt.isBefore(lost)) return new State.Running();
            handle.createUpdate("update answered set started_at = :now where asker = :asker and name = :name")
                    .bind("now", Rows.time(now))
                    .bind("asker", asker)
                    .bind("name", name)
                    .execute();
            return new State.New();
        });
    }

    void finish(String asker, String name, byte[] sealed) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                update answered set sealed = :sealed where asker = :asker and name = :name""")
                .bind("sealed", sealed)
                .bind("asker", asker)
                .bind("name", name)
                .execute());
    }

    void forget(String asker, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from answered where asker = :asker and name = :name")
                .bind("asker", asker)
                .bind("name", name)
                .execute());
    }

    private static Optional<Row> held(Handle handle, String asker, String name, byte[] requestHash) {
        return handle.createQuery("""
                select request_hash = :hash as same, started_at, sealed from answered
                where asker = :asker and name = :name for update""")
                .bind("asker", asker)
                .bind("name", name)
                .bind("hash", requestHash)
                .map((row, _) -> {
                    byte[] sealed = row.getBytes("sealed");
                    return new Row(
                            row.getBoolean("same"),
                            Rows.instant(row, "started_at"),
                            sealed == null ? null : Buffer.buffer(sealed));
                })
                .findOne();
    }
}
