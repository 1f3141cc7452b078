package footlight.platform.door;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which shows have a password. Asked from memory, on any thread; what changes it blocks on the database.
public final class Locks {
    private final LockTable table;
    private final Set<String> locked = ConcurrentHashMap.newKeySet();

    private Locks(LockTable table) {
        this.table = table;
    }

    public static Locks open(Jdbi jdbi) {
        Locks locks = new Locks(new LockTable(jdbi));
        locks.locked.addAll(locks.table.all());
        return locks;
    }

    public boolean locked(String showId) {
        return locked.contains(showId);
    }

    /// A show's password as it is kept.
    ///
    /// @param hash PHC string
    public record Lock(String hash, Instant changedAt) {}

    public Optional<Lock> of(String showId) {
        return table.of(showId);
    }

    /// Holds the lock as it is until the transaction ends; empty when it is another one by now.
    public boolean still(Handle handle, String showId, Lock lock) {
        return table.still(handle, showId, lock.hash());
    }

    public void put(Handle handle, String showId, Lock lock) {
        table.put(handle, showId, lock);
    }

    public void remove(Handle handle, String showId) {
        table.delete(handle, showId);
    }

    /// After the transaction: the door follows.
    public void changed(String showId, boolean now) {
        if (now) locked.add(showId);
        else locked.remove(showId);
    }

    /// The table `show_door`.
    private static final class LockTable {
        private final Jdbi jdbi;

        LockTable(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        Set<String> all() {
            return jdbi.withHandle(
                    handle -> handle.createQuery("""
                    select d.show_id from show_door d join show s on s.id = d.show_id where s.deleted_at is null""").mapTo(String.class).set());
        }

        Optional<Lock> of(String showId) {
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select password_hash, changed_at from show_door where show_id = :show")
                    .bind("show", showId)
                    .map((row, _) -> new Lock(row.getString("password_hash"), Rows.instant(row, "changed_at")))
                    .findOne());
        }

        boolean still(Handle handle, String showId, String hash) {
            return handle.createQuery("""
                    select 1 from show_door where show_id = :show and password_hash = :hash for share""")
                    .bind("show", showId)
                    .bind("hash", hash)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
        }

        void put(Handle handle, String showId, Lock lock) {
            handle.createUpdate("""
                    insert into show_door (show_id, password_hash, changed_at) values (:show, :hash, :now)
                    on conflict (show_id) do update set password_hash = excluded.password_hash,
                        changed_at = excluded.changed_at""")
                    .bind("show", showId)
                    .bind("hash", lock.hash())
                    .bind("now", Rows.time(lock.changedAt()))
                    .execute();
        }

        void delete(Handle handle, String showId) {
            handle.createUpdate("delete from show_door where show_id = :show")
                    .bind("show", showId)
                    .execute();
        }
    }
}
