package footlight.platform.store;

import java.net.URI;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A database that Footlight cannot work with; the message is a sentence or two for the operator: what is wrong, and
/// what to do.
public final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnusable(String message) {
        super(message);
    }

    DatabaseUnusable(String message, Throwable cause) {
        super(message, cause);
    }

    /// Why a connection could not be made, or the tables not be brought up to date, in plain words.
    ///
    /// @param user empty when the URL says it
    static DatabaseUnusable because(Exception failure, String jdbcUrl, String user) {
        SQLException sql = sqlFault(failure);
        String words = sql == null ? words(failure) : sentence(sql, Place.of(jdbcUrl, user));
        return new DatabaseUnusable(words, failure);
    }

    /// Where it is, for sentences.
    private record Place(String server, String database, String user) {
        static Place of(String jdbcUrl, String user) {
            URI url = URI.create(jdbcUrl.substring("jdbc:".length()));
            int port = url.getPort() < 0 ? 5432 : url.getPort();
            String path = url.getPath() == null ? "" : url.getPath();
            String named = user.isEmpty() ? "of database.url" : user;
            return new Place(url.getHost() + ":" + port, path.length() < 2 ? named : path.substring(1), named);
        }
    }

    /// SQLSTATE: PostgreSQL, appendix A.
    private static String sentence(SQLException fault, Place at) {
        String state = fault.getSQLState() == null ? "" : fault.getSQLState();
        return switch (state) {
            case "28P01" ->
                "The PostgreSQL at " + at.server + " does not take the password of user `" + at.user
                        + "`, or has no such user. Set both in database.url, signs such as @ and / as %40 and %2F.";
            case "28000" ->
                "The PostgreSQL at " + at.server + " does not let user `" + at.user + "` into database `" + at.database
                        + "`: add a line to its pg_hba.conf, or make the user (" + words(fault) + ").";
            case "3D000" ->
                "The PostgreSQL at " + at.server + " has no database `" + at.database
                        + "`. Make it there: createdb --owner=" + at.user + " --encoding=UTF8 --template=template0 "
                        + at.database;
            case "42501" ->
                "User `" + at.user + "` may not make tables in database `" + at.database + "` (" + words(fault)
                        + "). Make it the owner: ALTER DATABASE " + at.database + " OWNER TO " + at.user;
            case "53300" ->
                "The PostgreSQL at " + at.server + " has no connection left for Footlight, which takes up to "
                        + Database.CONNECTIONS + ": raise its max_connections.";
            case "57P03" ->
                "The PostgreSQL at " + at.server + " is starting or stopping (" + words(fault) + "). Try again.";
            default ->
                state.startsWith("08")
                        ? "No PostgreSQL answers at " + at.server + " (" + words(fault) + ")."
                        : words(fault);
        };
    }

    /// The innermost that has a state: what wraps it says less.
    private static @Nullable SQLException sqlFault(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) found = sql;
        }
        return found;
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(failure.toString());
    }
}
