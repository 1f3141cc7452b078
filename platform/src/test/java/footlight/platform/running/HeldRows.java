package footlight.platform.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// A transaction that stands still, so that others have to wait for what it holds; committed when closed.
public final class HeldRows implements AutoCloseable {
    private final Connection holder;
    private final Connection observer;

    private HeldRows(Connection holder, Connection observer) {
        this.holder = holder;
        this.observer = observer;
    }

    /// @param sql takes the lock
    public static HeldRows of(String databaseUrl, String sql) throws SQLException {
        HeldRows held =
                new HeldRows(DriverManager.getConnection(databaseUrl), DriverManager.getConnection(databaseUrl));
        held.holder.setAutoCommit(false);
        held.run(sql);
        return held;
    }

    /// Within the transaction.
    public void run(String sql) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Returns once the server says that somebody waits for a lock in this database.
    public void awaitSomebodyWaiting() throws SQLException {
        awaitWaiting(1);
    }

    /// Returns once the server says that so many wait for locks in this database.
    public void awaitWaiting(int howMany) throws SQLException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (waiting() < howMany) {
            assertThat(System.nanoTime())
                    .as("%d wait within ten seconds", howMany)
                    .isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private int waiting() throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'""")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        holder.commit();
        holder.close();
        observer.close();
    }
}
