package footlight.platform.store;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.ds.PGSimpleDataSource;

/// The tables as the migrations make them, for who fills them with the rows of a backup.
public final class Schema {
    private static final String FOLDER = "db/migration";
    private static final Pattern STEP = Pattern.compile("(?:.*/)?V([0-9.]+)__.*\\.sql");

    private Schema() {}

    /// Whether this build has that step, such as `11`. Asks no database.
    public static boolean knows(String version) throws IOException {
        return steps().contains(version);
    }

    private static List<String> steps() throws IOException {
        URL folder = Schema.class.getClassLoader().getResource(FOLDER);
        if (folder == null) throw new IOException("the steps of the database are missing from this build");
        if (folder.openConnection() instanceof JarURLConnection jar)
            return versions(
                    jar.getJarFile().stream().map(entry -> entry.getName()).filter(name -> name.startsWith(FOLDER)));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return versions(files.map(Path::toString));
        } catch (URISyntaxException odd) {
            throw new IOException(odd);
        }
    }

    private static List<String> versions(Stream<String> names) {
        return names.map(STEP::matcher)
                .filter(Matcher::matches)
                .map(step -> step.group(1))
                .toList();
    }

    /// What answers, and its time.
    public record Server(String version, Instant now) {}

    /// Connects once and asks. Blocks.
    ///
    /// @throws DatabaseUnusable when it does not answer, or is not fit for Footlight
    public static Server server(String jdbcUrl, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        if (!user.isEmpty()) source.setUser(user);
        if (!password.isEmpty()) source.setPassword(password);
        source.setConnectTimeout(5);
        try {
            ServerCheck.of(source).refuse();
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select current_setting('server_version'), clock_timestamp()")) {
                row.next();
                return new Server(row.getString(1), Rows.instant(row, "clock_timestamp"));
            }
        } catch (SQLException failure) {
            throw DatabaseUnusable.because(failure, jdbcUrl, user);
        }
    }

    /// Makes the tables of that step in an empty database. Blocks.
    ///
    /// @throws DatabaseUnusable when it cannot
    public static void make(String jdbcUrl, String user, String password, String version) {
        try {
            Database.migrations()
                    .dataSource(jdbcUrl, user, password)
                    .target(MigrationVersion.fromVersion(version))
                    .load()
                    .migrate();
        } catch (RuntimeException failure) {
            throw DatabaseUnusable.because(failure, jdbcUrl, user);
        }
    }
}
