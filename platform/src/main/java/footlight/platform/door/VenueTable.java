package footlight.platform.door;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// What the door asks of the table `show`.
final class VenueTable {
    private final Jdbi jdbi;

    VenueTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The stream of a show, deleted ones included; empty when the id is no show's.
    Optional<String> streamOf(String showId) {
        return jdbi.withHandle(handle -> handle.createQuery("select stream_id from show where id = :id")
                .bind("id", showId)
                .mapTo(String.class)
                .findOne());
    }
}
