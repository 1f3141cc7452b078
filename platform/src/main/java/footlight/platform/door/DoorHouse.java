package footlight.platform.door;

import footlight.platform.channel.Channels;
import footlight.platform.chore.Chores;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The parts of the door, put together.
public record DoorHouse(
        Jdbi jdbi,
        Locks locks,
        Revoked revoked,
        PassCheck passes,
        FirstUses uses,
        SeatTable seats,
        Doorkeeper doorkeeper,
        InstantSource clock) {

    /// Blocks on the database.
    public static DoorHouse open(
            Jdbi jdbi, SecretKey secret, RandomNames names, Channels channels, InstantSource clock) {
        Revoked revoked = Revoked.open(jdbi, clock);
        PassCheck passes = new PassCheck(secret.signer("pass"), revoked, names, clock);
        SeatTable seats = new SeatTable(jdbi);
        return new DoorHouse(
                jdbi,
                Locks.open(jdbi),
                revoked,
                passes,
                FirstUses.open(jdbi, clock),
                seats,
                // Bans come first, tickets last, when there are some.
                new Doorkeeper(channels, seats, passes, clock, List.of(), List.of()),
                clock);
    }

    public Turnstile turnstile(Doors doors) {
        return new Turnstile(doors, passes, uses);
    }

    public Bouncer bouncer(Bouncer.Clearing clearing) {
        return new Bouncer(jdbi, revoked, seats, clearing);
    }

    /// @param clear asks again about everybody who is in: passes end by themselves too
    public void begin(Chores chores, Runnable clear) {
        DoorChores.begin(chores, jdbi, revoked, passes, uses, clear, clock);
    }
}
