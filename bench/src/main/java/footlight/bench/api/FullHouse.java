package footlight.bench.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A database with as many people and shows as a large site has: straight into its tables, for the API would take
/// hours.
public record FullHouse(int accounts, int channels, int shows) {
    public static final FullHouse WHOLE = new FullHouse(1_000_000, 10_000, 100_000);
    public static final FullHouse QUICK = new FullHouse(50_000, 1_000, 10_000);

    /// Of the one channel that has a key.
    private static final int OWN_SHOWS = 1_000;

    public void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into account (id, email, name, password_hash, role, created_at)
                    select 'a' || lpad(n::text, 11, '0'), 'person' || n || '@example.net', 'Person ' || n, 'none', 'member',
                        now() - n * interval '1 second'
                    from generate_series(1, %d) n""".formatted(accounts));
            statement.execute("""
                    insert into channel (id, name, handle, created_at)
                    select 'c' || lpad(n::text, 11, '0'), 'Channel ' || n, 'bench-' || n, now()
                    from generate_series(0, %d) n""".formatted(channels - 1));
            statement.execute("""
                    insert into channel_member (channel_id, account_id, role)
                    select 'c' || lpad(n::text, 11, '0'), 'a' || lpad((n + 1)::text, 11, '0'), 'owner'
                    from generate_series(0, %d) n""".formatted(channels - 1));
            shows(statement, "s", "m", 0, shows, "lpad((n % " + channels + ")::text, 11, '0')");
            shows(statement, "o", "p", 0, OWN_SHOWS, "lpad('0', 11, '0')");
            statement.execute("vacuum analyze");
        }
    }

    private static void shows(Statement statement, String id, String stream, int from, int count, String channel)
            throws SQLException {
        statement.execute("""
                insert into show (id, channel_id, stream_id, title, description, starts_at, time_zone, auto_start, visibility,
                    phase, started_at, ended_at, version, created_at, updated_at)
                select '%s' || lpad(n::text, 11, '0'), 'c' || %s, '%s' || lpad(n::text, 11, '0'), 'Show ' || n,
                    repeat('A long evening in a small room. ', 10),
                    case when n %% 10 = 0 then now() + (n + 60) * interval '1 minute'
                        else now() - (n + 200) * interval '1 minute' end,
                    'Europe/Dublin', true, 'public', case when n %% 10 = 0 then 'scheduled' else 'ended' end,
                    case when n %% 10 = 0 then null else now() - (n + 200) * interval '1 minute' end,
                    case when n %% 10 = 0 then null else now() - (n + 100) * interval '1 minute' end,
                    1, now() - n * interval '1 minute', now() - n * interval '1 minute'
                from generate_series(%d, %d) n""".formatted(id, channel, stream, from, from + count - 1));
    }

    static String keyChannel() {
        return "c00000000000";
    }

    String show(int number) {
        return "s%011d".formatted(number % shows);
    }

    String ownShow(int number) {
        return "o%011d".formatted(number % OWN_SHOWS);
    }

    String channelOf(int number) {
        return "c%011d".formatted(number % shows % channels);
    }

    String handle(int number) {
        return "bench-" + number % channels;
    }
}
