package footlight.platform.door;

import footlight.platform.chore.Chores;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// What is done at doors time and again.
public final class DoorChores {
    private DoorChores() {}

    /// @param clear asks again about everybody who is in: passes end by themselves too
    public static void begin(
            Chores chores,
            Jdbi jdbi,
            Revoked revoked,
            PassCheck passes,
            FirstUses uses,
            Runnable clear,
            InstantSource clock) {
        SeatTable seats = new SeatTable(jdbi);
        PassTable brandPasses = new PassTable(jdbi);
        chores.every(Duration.ofSeconds(1), "first-uses", uses::write);
        chores.every(Duration.ofSeconds(10), "passes-that-end", clear);
        chores.every(Duration.ofMinutes(10), "old-passes", () -> {
            passes.forgetOld();
            uses.forgetOld();
            revoked.forgetOld();
            seats.deleteExpired(clock.instant());
            brandPasses.deleteOld(clock.instant());
        });
    }
}
