package footlight.bench.api;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The mix as the SQL that the API was heard sending for it, by bare JDBC: no HTTP, no JSON, no checks. Results are
/// read whole.
///
/// @param heard the statements of one request of each kind, and for which number it was
record AskedBySql(FullHouse house, DataSource source, Map<Asked.Kind, Sample> heard) implements Pace.Worker {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{12}");
    private static final Pattern BYTES = Pattern.compile("\\\\x[0-9a-f]{32,}");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What one request was heard to ask.
    record Sample(int number, List<HeardSql.Heard> statements) {}

    @Override
    public void ask(long index) throws SQLException {
        Asked asked = Asked.at(index);
        Sample sample = heard.get(asked.kind());
        if (sample == null) throw new IllegalStateException("nothing was heard of " + asked.kind());
        Map<String, String> instead = instead(sample.number(), asked.number());
        try (Connection connection = source.getConnection()) {
            for (HeardSql.Heard statement : sample.statements()) {
                switch (statement.sql()) {
                    case "BEGIN" -> connection.setAutoCommit(false);
                    case "COMMIT" -> {
                        connection.commit();
                        connection.setAutoCommit(true);
                    }
                    default -> run(connection, statement, instead, asked.kind());
                }
            }
        }
    }

    /// The ids of another show or channel in place of those that were heard.
    private Map<String, String> instead(int before, int now) {
        Map<String, String> instead = new HashMap<>();
        instead.put(house.channelOf(before), house.channelOf(now));
        instead.put(house.show(before), house.show(now));
        instead.put(house.ownShow(before), house.ownShow(now));
        instead.put(house.handle(before), house.handle(now));
        instead.put(FullHouse.keyChannel(), FullHouse.keyChannel());
        return instead;
    }

    private static void run(Connection connection, HeardSql.Heard heard, Map<String, String> instead, Asked.Kind kind)
            throws SQLException {
        boolean fresh = kind == Asked.Kind.CREATE && heard.sql().stripLeading().startsWith("insert");
        try (PreparedStatement statement = connection.prepareStatement(heard.sql())) {
            int at = 0;
            for (String value : heard.values()) statement.setObject(++at, value(value, instead, fresh), Types.OTHER);
            if (!statement.execute()) return;
            try (var rows = statement.getResultSet()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) for (int column = 1; column <= columns; column++) rows.getObject(column);
            }
        }
    }

    private static @Nullable String value(@Nullable String heard, Map<String, String> instead, boolean fresh) {
        if (heard == null) return null;
        String known = instead.get(heard);
        if (known != null) return known;
        if (!fresh) return heard;
        if (ID.matcher(heard).matches()) return instead.computeIfAbsent(heard, _ -> id());
        if (BYTES.matcher(heard).matches()) return "\\x" + HexFormat.of().formatHex(bytes(heard.length() / 2 - 1));
        return heard;
    }

    private static String id() {
        StringBuilder id = new StringBuilder(12);
        for (int i = 0; i < 12; i++) id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return id.toString();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {}
}
