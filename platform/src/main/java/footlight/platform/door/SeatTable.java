package footlight.platform.door;

import footlight.platform.store.Rows;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `show_seat`. What has expired is as good as not there.
public final class SeatTable {
    private static final String COLUMNS =
            "id, show_id, holder, ground, source, standing, viewer, created_at, expires_at";
    private static final RowMapper<Seat> SEAT = (row, _) -> new Seat(
            row.getString("id"),
            row.getString("show_id"),
            row.getString("holder"),
            Ground.of(row.getString("ground")),
            row.getString("source"),
            Standing.of(row.getString("standing")),
            row.getString("viewer"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "expires_at"));

    private final Jdbi jdbi;

    public SeatTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The newest first.
    List<Seat> of(String showId, List<String> holders, Instant now) {
        if (holders.isEmpty()) return List.of();
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show_seat
                where show_id = :show and holder in (:first, :second) and expires_at > :now
                order by created_at desc, id limit 50""".formatted(COLUMNS))
                .bind("show", showId)
                .bind("first", holders.getFirst())
                .bind("second", holders.getLast())
                .bind("now", Rows.time(now))
                .map(SEAT)
                .list());
    }

    /// Keeps the seat; where there is the same one already, it lasts as long as this one.
    ///
    /// @return the seat that is there now
    public Seat put(Handle handle, Seat seat) {
        return handle.createQuery("""
                insert into show_seat (id, show_id, holder, ground, source, standing, viewer, created_at, expires_at)
                values (:id, :show, :holder, :ground, :source, :standing, :viewer, :created, :expires)
                on conflict (show_id, holder, ground, source) do update set expires_at = excluded.expires_at
                returning %s""".formatted(COLUMNS))
                .bind("id", seat.id())
                .bind("show", seat.showId())
                .bind("holder", seat.holder())
                .bind("ground", seat.ground().word())
                .bind("source", seat.source())
                .bind("standing", seat.standing().word())
                .bind("viewer", seat.viewer())
                .bind("created", Rows.time(seat.createdAt()))
                .bind("expires", Rows.time(seat.expiresAt()))
                .map(SEAT)
                .one();
    }

    /// Whether one of these has that seat already.
    public boolean taken(Handle handle, String showId, String holder, Ground ground, String source, Instant now) {
        return handle.createQuery("""
                select exists (select 1 from show_seat where show_id = :show and holder = :holder
                    and ground = :ground and source = :source and expires_at > :now)""")
                .bind("show", showId)
                .bind("holder", holder)
                .bind("ground", ground.word())
                .bind("source", source)
                .bind("now", Rows.time(now))
                .mapTo(Boolean.class)
                .one();
    }

    /// Takes away all seats of a show that were had by the password.
    public void deleteByPassword(Handle handle, String showId) {
        handle.createUpdate("delete from show_seat where show_id = :show and ground = 'password'")
                .bind("show", showId)
                .execute();
    }

    /// Takes away those that came by this invitation or pass, and tells them.
    public List<Seat> deleteBySource(Handle handle, String showId, String source) {
        return handle.createQuery("""
                delete from show_seat where show_id = :show and source = :source and source <> ''
                returning %s""".formatted(COLUMNS))
                .bind("show", showId)
                .bind("source", source)
                .map(SEAT)
                .list();
    }

    void deleteOfShow(String showId) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from show_seat where show_id = :show")
                .bind("show", showId)
                .execute());
    }

    /// @param showIdOrChannelId where; `*` for everywhere
    void deleteOfHolder(String showIdOrChannelId, String holder) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                delete from show_seat where holder = :holder and (:where = '*' or show_id = :where
                    or show_id in (select id from show where channel_id = :where))""")
                .bind("holder", holder)
                .bind("where", showIdOrChannelId)
                .execute());
    }

    void deleteExpired(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from show_seat where expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute());
    }
}
