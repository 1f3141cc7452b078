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
        // A pass is, so far, the creator's own look from the studio.
        boolean audience = request.pass() == null;
        Admission.Granted leave = open.grant(request.streamId(), audience);
        return switch (doorkeeper.mayPlay(request.streamId(), request.pass())) {
            case Doorkeeper.Entrance.Granted() -> leave;
            case Doorkeeper.Entrance.Refused(int status, String code, String detail) -> {
                leave.left();
                yield new Admission.Refused(status, code, detail);
            }
        };
    }
}
