package footlight.platform.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections of the pool; that none can be had is logged once, and once that they can be had again. Any thread.
final class NoticedConnections implements ConnectionFactory {
    private static final Logger log = LoggerFactory.getLogger(NoticedConnections.class);

    private final HikariDataSource pool;
    private final AtomicBoolean away = new AtomicBoolean();

    NoticedConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection openConnection() throws SQLException {
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
