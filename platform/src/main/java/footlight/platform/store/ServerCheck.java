package footlight.platform.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// What must hold of a PostgreSQL before anything is written into it.
///
/// @param version as the server counts it, such as 150018 for 15.18
/// @param encoding of the database
/// @param standby whether it only follows another server
record ServerCheck(int version, String encoding, boolean standby) {
    /// The oldest that its makers still mend, and the oldest that the tests have seen.
    private static final int OLDEST = 15;

    static ServerCheck of(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('server_version_num')::int, current_setting('server_encoding'),
                            pg_is_in_recovery()""")) {
            row.next();
            return new ServerCheck(row.getInt(1), row.getString(2), row.getBoolean(3));
        }
    }

    /// @throws DatabaseUnusable when one does not hold
    void refuse() {
        if (version / 10_000 < OLDEST)
            throw new DatabaseUnusable("The server of database.url is PostgreSQL " + versionText()
                    + ", and Footlight needs " + OLDEST + " or newer.");
        if (!encoding.equals("UTF8"))
            throw new DatabaseUnusable("The database of database.url keeps its text as " + encoding
                    + ", and Footlight needs UTF8: make it anew with --encoding=UTF8 --template=template0.");
        if (standby)
            throw new DatabaseUnusable("The server of database.url is a standby that takes no changes:"
                    + " name the primary, or add ?targetServerType=primary with both hosts.");
    }

    private String versionText() {
        // Two numbers since 10, three before.
        return version >= 100_000
                ? version / 10_000 + "." + version % 10_000
                : version / 10_000 + "." + version / 100 % 100 + "." + version % 100;
    }
}
