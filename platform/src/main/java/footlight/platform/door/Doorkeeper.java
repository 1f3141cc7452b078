package footlight.platform.door;

import org.jspecify.annotations.Nullable;

/// Tells who may receive a stream's media. Memory only, never blocks: made to be asked on event loops for every media
/// request. What is open is closed by the show's end, not from here.
public final class Doorkeeper {
    private static final Entrance AUDIENCE = new Entrance.Granted(true);
    private static final Entrance CREATOR = new Entrance.Granted(false);
    private static final Entrance REMAINDER = new Entrance.Remainder();
    private static final Entrance NOT_THERE =
            new Entrance.Refused(404, "stream-not-found", "There is no stream with this id.");
    private static final Entrance NOT_LIVE = new Entrance.Refused(403, "not-live", "This show is not live.");
    private static final Entrance PASS_NOT_GOOD = new Entrance.Refused(
            401, "pass-not-good", "This pass has expired or is for another stream. Load the page again.");

    private final Doors doors;
    private final PassCheck passes;

    public Doorkeeper(Doors doors, PassCheck passes) {
        this.doors = doors;
        this.passes = passes;
    }

    /// May this viewer come in, and if not, why?
    public sealed interface Entrance {
        /// @param audience false for who only looks on: so far, a pass is the creator's own from the studio
        record Granted(boolean audience) implements Entrance {}

        /// The show is over: nothing begins any more, but who was there may fetch what is left of it.
        record Remainder() implements Entrance {}

        /// @param status for HTTP
        /// @param code stable, for programs
        record Refused(int status, String code, String detail) implements Entrance {}
    }

    public Entrance mayPlay(String streamId, @Nullable String pass) {
        return switch (doors.of(streamId)) {
            case OPEN -> pass != null && passes.good(pass, streamId) ? CREATOR : AUDIENCE;
            case CLOSED -> {
                if (pass == null) yield NOT_LIVE;
                yield passes.good(pass, streamId) ? CREATOR : PASS_NOT_GOOD;
            }
            case CURTAIN -> REMAINDER;
            case NOT_THERE -> NOT_THERE;
        };
    }
}
