package footlight.app.ports;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.platform.door.Doorkeeper;

/// The engine's play gate, kept by the platform's doorkeeper.
public final class PlayDoor implements PlayGate {
    private final Doorkeeper doorkeeper;
    private final OpenDoors open;

    PlayDoor(Doorkeeper doorkeeper, OpenDoors open) {
        this.doorkeeper = doorkeeper;
        this.open = open;
    }

    @Override
    public Admission admit(PlayRequest request) {
        // The leave comes first: a door that shuts after the question then finds it, and takes it back.
        OpenDoors.Leave leave = open.grant(request.streamId(), request.counted());
        return switch (doorkeeper.mayPlay(request.streamId(), request.pass())) {
            case Doorkeeper.Entrance.Granted(boolean audience) -> {
                if (audience && request.counted()) leave.count();
                yield leave;
            }
            // By pieces, as HLS is fetched: whoever would begin to watch comes too late.
            case Doorkeeper.Entrance.Remainder() when !request.counted() -> leave;
            case Doorkeeper.Entrance.Remainder() -> {
                leave.left();
                yield new Admission.Refused(403, "not-live", "This show is over.");
            }
            case Doorkeeper.Entrance.Refused(int status, String code, String detail) -> {
                leave.left();
                yield new Admission.Refused(status, code, detail);
            }
        };
    }
}
