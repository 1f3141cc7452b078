package footlight.platform.door;

import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Writes down what is taken back, then sees to it that who came by it goes.
public final class Bouncer implements Revocations {
    private final Revoked revoked;
    private final SeatTable seats;
    private final VenueTable venues;
    private final Clearing clearing;

    /// Asks again about everybody who is in.
    public interface Clearing {
        /// @param showId of the show that it is about; null when it may be any
        void clear(@Nullable String showId);
    }

    public Bouncer(Jdbi jdbi, Revoked revoked, SeatTable seats, Clearing clearing) {
        this.revoked = revoked;
        this.seats = seats;
        this.venues = new VenueTable(jdbi);
        this.clearing = clearing;
    }

    @Override
    public void person(String showOrChannelId, String accountId) {
        String who = "account:" + accountId;
        seats.deleteOfHolder(showOrChannelId, who);
        Optional<String> stream = venues.streamOf(showOrChannelId);
        takeBack(null, Revoked.ofPerson(stream.orElse(showOrChannelId), who));
    }

    @Override
    public void everywhere(String accountId) {
        String who = "account:" + accountId;
        seats.deleteOfHolder("*", who);
        takeBack(null, Revoked.ofPerson("*", who));
    }

    @Override
    public void shutOut(String accountId) {
        takeBack(null, Revoked.ofPerson("*", "account:" + accountId));
    }

    @Override
    public void show(String showId) {
        seats.deleteOfShow(showId);
        venues.streamOf(showId).ifPresent(stream -> takeBack(showId, Revoked.ofShow(stream)));
    }

    @Override
    public void walkIns(Venue venue) {
        takeBack(venue.showId(), Revoked.ofWalkIns(venue.streamId()));
    }

    @Override
    public void pass(String passId) {
        takeBack(null, Revoked.ofPass(passId));
    }

    /// As many at once.
    public void passes(Collection<String> passIds) {
        revoked.takeBack(passIds.stream().map(Revoked::ofPass).toList());
        clearing.clear(null);
    }

    /// All of a brand's own user at one show.
    public void user(Venue venue, String viewer) {
        takeBack(venue.showId(), Revoked.ofPerson(venue.streamId(), viewer));
    }

    private void takeBack(@Nullable String showId, String key) {
        revoked.takeBack(key);
        clearing.clear(showId);
    }
}
