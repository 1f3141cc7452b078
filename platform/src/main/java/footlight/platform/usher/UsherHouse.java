package footlight.platform.usher;

import footlight.platform.account.Passwords;
import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Deeds;
import footlight.platform.door.Bouncer;
import footlight.platform.door.DoorHouse;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import footlight.platform.show.ShowHouse;

/// The parts of this feature, put together.
public final class UsherHouse {
    private final DoorRoutes door;
    private final PassRoutes passes;
    private final InvitationRoutes invitations;

    private UsherHouse(DoorRoutes door, PassRoutes passes, InvitationRoutes invitations) {
        this.door = door;
        this.passes = passes;
        this.invitations = invitations;
    }

    public static UsherHouse open(
            ShowHouse house,
            DoorHouse doors,
            Bouncer bouncer,
            Addresses addresses,
            Postbox postbox,
            RandomNames names,
            Deeds deeds) {
        ShowInvitationTable table = new ShowInvitationTable(doors.jdbi());
        Passwords passwords = new Passwords();
        Usher usher = new Usher(doors, table, passwords, names);
        return new UsherHouse(
                new DoorRoutes(house, doors, bouncer, usher, passwords, names, deeds),
                new PassRoutes(house, doors, bouncer, addresses, names, deeds),
                new InvitationRoutes(house, doors, table, bouncer, addresses, postbox, names, deeds));
    }

    public void on(ApiRoutes routes) {
        door.on(routes);
        passes.on(routes);
        invitations.on(routes);
    }
}
