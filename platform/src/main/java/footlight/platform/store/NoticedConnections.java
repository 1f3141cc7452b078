package footlight.platform.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections of the pool; that none can be had is logged once, and once that they can be had again. Any thread.
///
/// A crowd waits here for its turn, in order. So who asks the pool finds a connection there, and a pool that has none
/// in time means that the database is away, not that many want it.
final class NoticedConnections implements ConnectionFactory {
    private static final Logger log = LoggerFactory.getLogger(NoticedConnections.class);
    private static final int LONGEST_TURN_SECONDS = 20;

    private final HikariDataSource pool;
    private final AtomicBoolean away = new AtomicBoolean();
    private final Semaphore turns;
    private final Set<Connection> inTurn = ConcurrentHashMap.newKeySet();

    NoticedConnections(HikariDataSource pool) {
        this.pool = pool;
        this.turns = new Semaphore(pool.getMaximumPoolSize(), true);
    }

    @Override
    public Connection openConnection() throws SQLException {
        boolean turn = awaitTurn();
        try {
            Connection connection = connected();
            if (turn) inTurn.add(connection);
            return connection;
        } catch (SQLException | RuntimeException | Error none) {
            if (turn) turns.release();
            throw none;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        boolean turn = inTurn.remove(connection);
        try {
            connection.close();
        } finally {
            if (turn) turns.release();
        }
    }

    boolean away() {
        return away.get();
    }

    int waiting() {
        return turns.getQueueLength();
    }

    /// False when there is nothing to wait for: while the database is away nobody's turn ends soon.
    private boolean awaitTurn() throws SQLException {
        try {
            for (int seconds = 0; seconds < LONGEST_TURN_SECONDS; seconds++) {
                if (away.get()) return false;
                if (turns.tryAcquire(1, TimeUnit.SECONDS)) return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", interrupted);
        }
        throw new SQLTransientConnectionException(
                "no connection was free for " + LONGEST_TURN_SECONDS + " s, " + turns.getQueueLength() + " wait");
    }

    private Connection connected() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            if (away.compareAndSet(true, false)) log.info("the database answers again");
            return connection;
        } catch (SQLException gone) {
            // Closed by ourselves, the server is ending: who still asks then is late, and nothing is wrong.
            if (!pool.isClosed() && away.compareAndSet(false, true))
                log.error(
                        "the database does not answer; live media goes on, what needs it is refused: {}",
                        gone.getMessage());
            throw gone;
        }
    }
}
