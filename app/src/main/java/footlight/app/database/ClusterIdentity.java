package footlight.app.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Makes sure that what answers on the port is the server of our folder, that it is durable, and that the role and
/// database of the platform are in it. The platform's role is no superuser: a hole in its SQL stays in its database.
record ClusterIdentity(ClusterFolder folder, int port) {
    private static final String NAME = "footlight";
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /// The address for the platform, once all of it holds.
    DatabaseAddress checked() throws SQLException, IOException {
        String secret = folder.secret();
        try (Connection connection = superuser(secret)) {
            Path theirs = Path.of(shown(connection, "data_directory"));
            if (!theirs.toRealPath().equals(folder.cluster().toRealPath()))
                throw new DatabaseRefused("port " + port + " is answered by the database of " + theirs);
            for (String setting : DURABLE) {
                String value = shown(connection, setting);
                if (!value.equals("on")) throw new DatabaseRefused(setting + " is " + value + ", expected on");
            }
            makePlatformDatabase(connection, secret);
        }
        return platformAddress();
    }

    /// The address for the platform, not looked at.
    DatabaseAddress platformAddress() throws IOException {
        return new DatabaseAddress(url(NAME), NAME, folder.secret());
    }

    /// Has all that was written brought to its place on the disk; blocks until it is.
    void checkpoint() throws SQLException, IOException {
        try (Connection connection = superuser(folder.secret())) {
            execute(connection, "CHECKPOINT");
        }
    }

    private Connection superuser(String secret) throws SQLException {
        return DriverManager.getConnection(url(EmbeddedDatabase.SUPERUSER), EmbeddedDatabase.SUPERUSER, secret);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, setting);
            return single(statement);
        }
    }

    private static void makePlatformDatabase(Connection connection, String secret) throws SQLException {
        if (!exists(connection, "SELECT count(*) FROM pg_roles WHERE rolname = ?"))
            // The secret is hexadecimal digits: nothing in it needs quoting.
            execute(connection, "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + secret + "'");
        if (!exists(connection, "SELECT count(*) FROM pg_database WHERE datname = ?"))
            execute(connection, "CREATE DATABASE " + NAME + " OWNER " + NAME);
    }

    private static boolean exists(Connection connection, String count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(count)) {
            statement.setString(1, NAME);
            return !single(statement).equals("0");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String single(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
