package footlight.platform.usher;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.front.guard.AddressKey;
import footlight.platform.account.Passwords;
import footlight.platform.api.Refusals;
import footlight.platform.door.DoorHouse;
import footlight.platform.door.Errand;
import footlight.platform.door.Ground;
import footlight.platform.door.GuestCookie;
import footlight.platform.door.Locks;
import footlight.platform.door.Pass;
import footlight.platform.door.Seat;
import footlight.platform.door.Standing;
import footlight.platform.door.Venue;
import footlight.platform.door.Viewer;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps seats for those who bring what a door asks for. Any virtual thread; blocks on the database and on hashing.
final class Usher {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int WRONG_AT_ONE_SHOW = 10;
    private static final int WRONG_IN_ALL = 60;

    private final DoorHouse doors;
    private final ShowInvitationTable invitations;
    private final Passwords passwords;
    private final RandomNames names;
    private final PasswordTries atOneShow = new PasswordTries(WRONG_AT_ONE_SHOW, WINDOW);
    private final PasswordTries inAll = new PasswordTries(WRONG_IN_ALL, WINDOW);

    Usher(DoorHouse doors, ShowInvitationTable invitations, Passwords passwords, RandomNames names) {
        this.doors = doors;
        this.invitations = invitations;
        this.passwords = passwords;
        this.names = names;
    }

    /// What somebody brings along.
    record Brought(
            @Nullable String password,
            @Nullable String invitation,
            @Nullable String pass) {
        boolean keeps() {
            return password != null || invitation != null || pass != null;
        }
    }

    /// Keeps seats for what is good of it.
    ///
    /// @param viewer somebody who is known again
    /// @throws Refusal for what is not
    void seat(Viewer viewer, Venue venue, Brought brought) {
        String holder = viewer.holder().orElseThrow();
        if (brought.invitation() != null) byInvitation(holder, venue, brought.invitation());
        if (brought.pass() != null) byPass(holder, venue, brought.pass());
        if (brought.password() == null) return;
        // What somebody may not know of has no password either.
        if (!doors.doorkeeper().may(viewer, venue, Errand.SEE))
            throw Refusals.notFound("There is no show with this id.");
        byPassword(viewer, holder, venue, brought.password());
    }

    private void byInvitation(String holder, Venue venue, String token) {
        Instant now = doors.clock().instant();
        doors.jdbi().useTransaction(handle -> {
            ShowInvitation invitation = invitations
                    .hold(handle, venue.showId(), Digests.sha256(token))
                    .orElseThrow(Usher::notGood);
            boolean before =
                    doors.seats().taken(handle, venue.showId(), holder, Ground.INVITATION, invitation.id(), now);
            if (!before) {
                if (invitation.over(now) || invitation.usedUp()) throw notGood();
                invitations.use(handle, invitation.id());
            }
            doors.seats()
                    .put(handle, seat(venue, holder, Ground.INVITATION, invitation.id(), holder, Standing.VIEWER, now));
        });
    }

    private void byPass(String holder, Venue venue, String token) {
        Optional<Pass> read = doors.passes()
                .read(token)
                .filter(pass -> pass.ground() == Ground.BRAND && pass.streamId().equals(venue.streamId()));
        // One of our own of before, or nothing we know: the rules say what becomes of them.
        if (read.isEmpty()) return;
        Pass pass = read.get();
        // What a page got for it is renewed by the seat.
        if (seated(holder, venue, pass)) return;
        switch (doors.passes().worth(pass)) {
            case REVOKED ->
                throw new Refusal(new Problem(
                        403, "pass-revoked", "Not any more", "This pass was taken back. Ask whoever gave it to you."));
            case EXPIRED ->
                throw new Refusal(new Problem(
                        403, "pass-expired", "Not any more", "This pass has expired. Ask for another one."));
            case GOOD -> {}
        }
        if (pass.once() && !doors.uses().first(pass.id(), "browser " + holder))
            throw new Refusal(new Problem(
                    403,
                    "pass-used",
                    "Somebody has used it",
                    "This pass was good for one device, and another one has used it. Ask for another one."));
        Instant now = doors.clock().instant();
        Seat seat = new Seat(
                names.id(),
                venue.showId(),
                holder,
                Ground.BRAND,
                pass.id(),
                pass.standing(),
                pass.viewer(),
                now,
                pass.expiresAt());
        doors.jdbi().useTransaction(handle -> doors.seats().put(handle, seat));
    }

    private boolean seated(String holder, Venue venue, Pass pass) {
        return doors.jdbi().withHandle(handle -> doors.seats()
                .taken(
                        handle,
                        venue.showId(),
                        holder,
                        Ground.BRAND,
                        pass.id(),
                        doors.clock().instant()));
    }

    private void byPassword(Viewer viewer, String holder, Venue venue, String password) {
        Optional<Locks.Lock> lock = doors.locks().of(venue.showId());
        // It asks for none any more.
        if (lock.isEmpty()) return;
        Instant now = doors.clock().instant();
        String address = AddressKey.of(viewer.address()).toString();
        String here = venue.showId() + " " + address;
        begin(atOneShow, here, now);
        begin(inAll, address, now);
        if (!passwords.fits(password, lock.get().hash())) throw wrong();
        atOneShow.right(here);
        inAll.right(address);
        doors.jdbi().useTransaction(handle -> {
            // Another one was set while this one was looked at.
            if (!doors.locks().still(handle, venue.showId(), lock.get())) throw wrong();
            doors.seats().put(handle, seat(venue, holder, Ground.PASSWORD, "", holder, Standing.VIEWER, now));
        });
    }

    private static void begin(PasswordTries tries, String name, Instant now) {
        tries.begin(name, now).ifPresent(wait -> {
            throw Refusals.tooManyAttempts(wait);
        });
    }

    private Seat seat(
            Venue venue, String holder, Ground ground, String source, String viewer, Standing standing, Instant now) {
        return new Seat(
                names.id(), venue.showId(), holder, ground, source, standing, viewer, now, now.plus(GuestCookie.LASTS));
    }

    private static Refusal wrong() {
        return new Refusal(
                new Problem(403, "password-wrong", "Not the password", "That is not the show's password. Try again."));
    }

    static Refusal notGood() {
        return new Refusal(new Problem(
                404,
                "invitation-not-good",
                "This invitation is not good any more",
                "It was withdrawn, has expired, or was used as often as it may be. Ask for another one."));
    }
}
