package footlight.app.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// How to reach a database by JDBC. `toString` hides the password.
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    /// From `postgresql://user:password@host:5432/name?sslmode=require`, the form of `database.url`.
    public static DatabaseAddress of(URI url) {
        String who = url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
        int colon = who.indexOf(':');
        String user = colon < 0 ? who : who.substring(0, colon);
        String password = colon < 0 ? "" : who.substring(colon + 1);
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String jdbc = "jdbc:postgresql://" + url.getHost() + port + url.getRawPath() + query;
        return new DatabaseAddress(jdbc, decoded(user), decoded(password));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        return "DatabaseAddress[" + (query < 0 ? jdbcUrl : jdbcUrl.substring(0, query)) + ", user=" + user + "]";
    }
}
