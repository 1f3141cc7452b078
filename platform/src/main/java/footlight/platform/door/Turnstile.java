package footlight.platform.door;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells who may receive a stream's media, by the pass that they show or the door's state. Memory only, never
/// blocks: made to be asked on event loops for every media request.
public final class Turnstile {
    private static final Entrance ANYBODY = new Entrance.Granted(true, null);
    private static final Entrance REMAINDER = new Entrance.Remainder();
    private static final Entrance NOT_THERE =
            new Entrance.Refused(404, "stream-not-found", "There is no stream with this id.");
    private static final Entrance NOT_LIVE = new Entrance.Refused(403, "not-live", "This show is not live.");
    private static final Entrance PASS_NEEDED = new Entrance.Refused(
            401, "pass-needed", "This show is not for everybody. Open its page, which asks for what it takes.");
    private static final Entrance PASS_NOT_GOOD = new Entrance.Refused(
            401, "pass-not-good", "This pass is damaged or for another stream. Load the page again.");
    private static final Entrance PASS_EXPIRED =
            new Entrance.Refused(401, "pass-expired", "This pass has expired. Load the page again.");
    private static final Entrance PASS_REVOKED =
            new Entrance.Refused(403, "pass-revoked", "This show is no longer open to you.");
    private static final Entrance PASS_USED =
            new Entrance.Refused(403, "pass-used", "This pass was good for one device, and another one has used it.");

    private final Doors doors;
    private final PassCheck passes;
    private final FirstUses uses;

    public Turnstile(Doors doors, PassCheck passes, FirstUses uses) {
        this.doors = doors;
        this.passes = passes;
        this.uses = uses;
    }

    /// May this viewer come in, and if not, why?
    public sealed interface Entrance {
        /// @param audience false for who only looks on: the show's own crew
        /// @param who the pass's id: all that comes by it is one viewer; null for somebody without one
        record Granted(boolean audience, @Nullable String who) implements Entrance {}

        /// The show is over: nothing begins any more, but who was there may fetch what is left of it.
        record Remainder() implements Entrance {}

        /// @param status for HTTP
        /// @param code stable, for programs
        record Refused(int status, String code, String detail) implements Entrance {}
    }

    /// @param client what is known of the program that shows the pass, such as its address and name: a pass for one
    ///     use is good for the first of them
    public Entrance mayPlay(String streamId, @Nullable String token, String client) {
        Optional<Pass> pass = read(streamId, token);
        Entrance entrance = mayPlay(streamId, token, pass);
        boolean used = pass.isPresent()
                && pass.get().once()
                && !(entrance instanceof Entrance.Refused)
                && !uses.first(pass.get().id(), client);
        return used ? PASS_USED : entrance;
    }

    /// Whether somebody who was let in may stay. For one who came for a single piece, the remainder is theirs.
    public boolean mayStay(String streamId, @Nullable String token, boolean lasting) {
        return switch (mayPlay(streamId, token, read(streamId, token))) {
            case Entrance.Granted _ -> true;
            case Entrance.Remainder() -> !lasting;
            case Entrance.Refused _ -> false;
        };
    }

    private Entrance mayPlay(String streamId, @Nullable String token, Optional<Pass> pass) {
        PassCheck.Worth worth = pass.map(passes::worth).orElse(null);
        return switch (doors.of(streamId)) {
            case OPEN -> {
                if (worth == PassCheck.Worth.REVOKED) yield PASS_REVOKED;
                yield worth == PassCheck.Worth.GOOD ? granted(pass.get()) : ANYBODY;
            }
            case GUARDED -> worth == PassCheck.Worth.GOOD ? granted(pass.get()) : notGood(token, worth);
            case CLOSED -> {
                if (worth == PassCheck.Worth.GOOD && pass.get().standing() == Standing.CREW) yield granted(pass.get());
                yield token == null || worth == PassCheck.Worth.GOOD ? NOT_LIVE : notGood(token, worth);
            }
            case CURTAIN -> REMAINDER;
            case GUARDED_CURTAIN -> worth == PassCheck.Worth.GOOD ? REMAINDER : notGood(token, worth);
            case NOT_THERE -> NOT_THERE;
        };
    }

    private Optional<Pass> read(String streamId, @Nullable String token) {
        return token == null
                ? Optional.empty()
                : passes.read(token).filter(pass -> pass.streamId().equals(streamId));
    }

    private static Entrance granted(Pass pass) {
        return new Entrance.Granted(pass.standing() != Standing.CREW, pass.id());
    }

    private static Entrance notGood(@Nullable String token, PassCheck.@Nullable Worth worth) {
        if (token == null) return PASS_NEEDED;
        if (worth == null) return PASS_NOT_GOOD;
        return switch (worth) {
            case REVOKED -> PASS_REVOKED;
            case EXPIRED -> PASS_EXPIRED;
            case GOOD -> throw new IllegalStateException("a good pass is good");
        };
    }
}
