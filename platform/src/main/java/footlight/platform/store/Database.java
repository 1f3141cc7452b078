package footlight.platform.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;

/// The pool of connections to the one PostgreSQL, migrated to what this build expects. Any thread; callers block.
public final class Database implements AutoCloseable {
    static final int CONNECTIONS = 10;
    private static final long CONNECT_TIMEOUT_MS = 3_000;

    private final HikariDataSource pool;
    private final NoticedConnections connections;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.connections = new NoticedConnections(pool);
        this.jdbi = Jdbi.create(connections);
        // Messages end up in the log, and among the values of statements are addresses and hashes of passwords.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    /// Connects and migrates. Blocks until both are done.
    ///
    /// @param user empty when the URL says it, or nobody needs to
    /// @throws DatabaseUnusable when the database is away, is not fit, or was migrated by a newer Footlight
    public static Database open(String jdbcUrl, String user, String password) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config(jdbcUrl, user, password));
            ServerCheck.of(pool).refuse();
            migrate(pool);
            return new Database(pool);
        } catch (DatabaseUnusable unfit) {
            if (pool != null) pool.close();
            throw unfit;
        } catch (RuntimeException | SQLException failure) {
            if (pool != null) pool.close();
            throw DatabaseUnusable.because(failure, jdbcUrl, user);
        }
    }

    private static HikariConfig config(String jdbcUrl, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        if (!user.isEmpty()) config.setUsername(user);
        if (!password.isEmpty()) config.setPassword(password);
        config.setPoolName("footlight");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        // A connection that hangs must not hold a request for ever; seconds for the socket, ms for a statement.
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "footlight");
        // For the same reason as in the constructor.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    static FluentConfiguration migrations() {
        return Flyway.configure(Database.class.getClassLoader()).locations("classpath:db/migration");
    }

    private static void migrate(DataSource source) {
        Flyway flyway = migrations().dataSource(source).load();
        for (MigrationInfo step : flyway.info().all()) {
            if (step.getState().isApplied() && !step.getState().isResolved())
                throw new DatabaseUnusable("This database was used by a newer Footlight (its step " + step.getVersion()
                        + " is unknown here): start that one, or restore a backup.");
        }
        flyway.migrate();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /// The connections at one moment.
    ///
    /// @param up whether the last one that was asked for could be had
    /// @param waiting who waits for their turn
    public record Pool(boolean up, int busy, int idle, int most, int waiting) {}

    /// Any thread; asks nobody.
    public Pool pool() {
        var seen = pool.getHikariPoolMXBean();
        return new Pool(
                !connections.away(),
                seen.getActiveConnections(),
                seen.getIdleConnections(),
                pool.getMaximumPoolSize(),
                connections.waiting());
    }

    /// Whether a question is answered now; blocks up to the connection timeout. For `/readyz`.
    public boolean answers() {
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException away) {
            return false;
        }
    }

    /// Whether `failure` says that the database does not answer, and nothing is wrong with what it was asked.
    public static boolean away(JdbiException failure) {
        if (failure instanceof ConnectionException) return true;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // Class 08 is a lost connection, 57P an operator's shutdown.
            if (!(cause instanceof SQLException sql)) continue;
            String state = sql.getSQLState();
            if (state != null) return state.startsWith("08") || state.startsWith("57P");
        }
        return false;
    }

    /// Whether `failure` says that another row has what only one may have.
    public static boolean duplicate(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) return true;
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }
}
