package footlight.platform.admin;

import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;

/// Whom the admins' operations are for. To everybody else there is nothing there.
final class Admins {
    private Admins() {}

    /// @throws footlight.front.Refusal 404 when they do not run the server
    static void demand(Asker asker) {
        boolean runs =
                switch (asker) {
                    case Asker.Admin _ -> true;
                    case Asker.Person person -> person.admin();
                    case Asker.Key _, Asker.Nobody _ -> false;
                };
        if (!runs) throw Refusals.notFound("The API has nothing at this address.");
    }
}
