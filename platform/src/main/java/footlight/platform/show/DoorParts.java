package footlight.platform.show;

import footlight.platform.door.Doorkeeper;
import footlight.platform.door.Locks;
import footlight.platform.door.Revocations;

/// What shows need of their doors.
public record DoorParts(Doorkeeper doorkeeper, Locks locks, Revocations revocations) {}
