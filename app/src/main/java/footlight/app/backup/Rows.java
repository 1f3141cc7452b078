package footlight.app.backup;

import footlight.app.database.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// The rows of Footlight's tables, in and out by COPY: streamed, whatever their number. One thread; blocks.
final class Rows implements AutoCloseable {
    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    private Rows(Connection connection) {
        this.connection = connection;
    }

    static Rows of(DatabaseAddress database) throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        return new Rows(connection);
    }

    /// From now on everything is seen as it is at this moment.
    void hold() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        execute("select 1");
    }

    /// The last migration.
    String schema() throws SQLException {
        return one("select version from " + HISTORY + " where success order by installed_rank desc limit 1");
    }

    boolean empty() throws SQLException {
        return one("select count(*) from pg_tables where schemaname = current_schema()")
                .equals("0");
    }

    List<String> tables() throws SQLException {
        return names("select tablename from pg_tables where schemaname = current_schema() and tablename <> '" + HISTORY
                + "' order by tablename");
    }

    List<String> columns(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select attname from pg_attribute
                where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped and attgenerated = ''
                order by attnum""")) {
            statement.setString(1, quoted(table));
            return names(statement);
        }
    }

    Map<String, Long> sequences() throws SQLException {
        Map<String, Long> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select sequencename, last_value from pg_sequences
                        where schemaname = current_schema() and last_value is not null order by 1""")) {
            while (rows.next()) values.put(rows.getString(1), rows.getLong(2));
        }
        return values;
    }

    /// How many rows were written to `out`.
    long write(String table, List<String> columns, OutputStream out) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + quoted(table) + " (" + quoted(columns) + ") to stdout", out);
    }

    /// How many rows were read from `in`.
    long read(String table, List<String> columns, InputStream in) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + quoted(table) + " (" + quoted(columns) + ") from stdin", in);
    }

    /// Takes away what the migrations put in, and the references between tables until [#tie], so that the tables can
    /// be filled in any order.
    List<String> untie() throws SQLException {
        List<String> ties = new ArrayList<>();
        List<String> loosen = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
                        where contype = 'f' and connamespace = current_schema()::regnamespace""")) {
            while (rows.next()) {
                String table = rows.getString(1);
                String name = quoted(rows.getString(2));
                ties.add("alter table " + table + " add constraint " + name + " " + rows.getString(3));
                loosen.add("alter table " + table + " drop constraint " + name);
            }
        }
        for (String statement : loosen) execute(statement);
        List<String> tables = tables();
        if (!tables.isEmpty()) execute("truncate " + quoted(tables));
        return ties;
    }

    /// Checks and keeps the references again.
    void tie(List<String> ties) throws SQLException {
        for (String statement : ties) execute(statement);
    }

    void sequence(String name, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(cast(? as regclass), ?)")) {
            statement.setString(1, quoted(name));
            statement.setLong(2, value);
            statement.execute();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        List<String> all = names(sql);
        if (all.isEmpty()) throw new SQLException("no answer to: " + sql);
        return all.getFirst();
    }

    private List<String> names(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return names(statement);
        }
    }

    private static List<String> names(PreparedStatement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) names.add(rows.getString(1));
        }
        return names;
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(Rows::quoted).toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
