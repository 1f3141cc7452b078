package footlight.app.ports;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.platform.door.Turnstile;

/// The engine's play gate: the platform's turnstile.
public final class PlayDoor implements PlayGate {
    private final Turnstile turnstile;
    private final OpenDoors open;

    PlayDoor(Turnstile turnstile, OpenDoors open) {
        this.turnstile = turnstile;
        this.open = open;
    }

    @Override
    public Admission admit(PlayRequest request) {
        // The leave comes first: a door that shuts after the question then finds it, and takes it back.
        OpenDoors.Leave leave = open.grant(request.streamId(), request.route(), request.pass(), request.counted());
        return switch (turnstile.mayPlay(request.streamId(), request.pass(), request.client())) {
            case Turnstile.Entrance.Granted(boolean audience, String who) -> {
                if (audience && request.counted()) leave.count(who);
                yield leave;
            }
            // By pieces, as HLS is fetched: whoever would begin to watch comes too late.
            case Turnstile.Entrance.Remainder() when !request.counted() -> leave;
            case Turnstile.Entrance.Remainder() -> {
                leave.left();
                yield new Admission.Refused(403, "not-live", "This show is over.");
            }
            case Turnstile.Entrance.Refused(int status, String code, String detail) -> {
                leave.left();
                yield new Admission.Refused(status, code, detail);
            }
        };
    }
}
