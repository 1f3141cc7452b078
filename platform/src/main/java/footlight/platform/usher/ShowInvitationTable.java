package footlight.platform.usher;

import footlight.platform.store.Rows;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `show_invitation`.
final class ShowInvitationTable {
    private static final String COLUMNS = "id, show_id, label, most_uses, uses, created_at, expires_at";
    private static final RowMapper<ShowInvitation> INVITATION = (row, _) -> new ShowInvitation(
            row.getString("id"),
            row.getString("show_id"),
            row.getString("label"),
            row.getObject("most_uses", Integer.class),
            row.getInt("uses"),
            Rows.instant(row, "created_at"),
            Rows.instantOrNull(row, "expires_at"));

    private final Jdbi jdbi;

    ShowInvitationTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Handle handle, ShowInvitation invitation, byte[] tokenHash) {
        handle.createUpdate("""
                insert into show_invitation (id, show_id, label, token_hash, most_uses, uses, created_at, expires_at)
                values (:id, :show, :label, :hash, :most, 0, :created, :expires)""")
                .bind("id", invitation.id())
                .bind("show", invitation.showId())
                .bind("label", invitation.label())
                .bind("hash", tokenHash)
                .bind("most", invitation.mostUses())
                .bind("created", Rows.time(invitation.createdAt()))
                .bind("expires", Rows.timeOrNull(invitation.expiresAt()))
                .execute();
    }

    List<ShowInvitation> of(String showId, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from show_invitation where show_id = :show order by created_at desc, id limit :limit""".formatted(COLUMNS))
                .bind("show", showId)
                .bind("limit", limit)
                .map(INVITATION)
                .list());
    }

    /// Holds it until the transaction ends.
    Optional<ShowInvitation> hold(Handle handle, String showId, byte[] tokenHash) {
        return handle.createQuery("""
                select %s from show_invitation where token_hash = :hash and show_id = :show for update""".formatted(COLUMNS))
                .bind("hash", tokenHash)
                .bind("show", showId)
                .map(INVITATION)
                .findOne();
    }

    void use(Handle handle, String id) {
        handle.createUpdate("update show_invitation set uses = uses + 1 where id = :id")
                .bind("id", id)
                .execute();
    }

    boolean delete(Handle handle, String showId, String id) {
        return handle.createUpdate("delete from show_invitation where show_id = :show and id = :id")
                        .bind("show", showId)
                        .bind("id", id)
                        .execute()
                == 1;
    }
}
