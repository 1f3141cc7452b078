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
        OpenDoors.Leave leave = open.grant(request.streamId());
        return switch (doorkeeper.mayPlay(request.streamId(), request.pass())) {
            case Doorkeeper.Entrance.Granted(boolean audience) -> {
                if (audience && request.counted()) leave.count();
                yield leave;
            }
            case Doorkeeper.Entrance.Refused(int status, String code, String detail) -> {
                leave.left();
                yield new Admission.Refused(status, code, detail);
            }
        };
    }
}
