package footlight.platform.access;

import static footlight.platform.access.Action.ADMIT;
import static footlight.platform.access.Action.LOOK;
import static footlight.platform.access.Action.MODERATE;
import static footlight.platform.access.Action.PLAN_SHOWS;
import static footlight.platform.access.Action.RUN_SHOWS;
import static footlight.platform.access.Action.SEE_KEYS;
import static footlight.platform.access.Action.SEE_TEAM;

import java.util.EnumSet;
import java.util.Set;

/// The one table of roles and actions.
public final class Access {
    private static final Set<Action> ALL = Set.copyOf(EnumSet.allOf(Action.class));
    private static final Set<Action> PRODUCERS =
            Set.of(LOOK, PLAN_SHOWS, RUN_SHOWS, SEE_KEYS, ADMIT, MODERATE, SEE_TEAM);
    private static final Set<Action> MODERATORS = Set.of(LOOK, MODERATE, SEE_TEAM);

    private Access() {}

    public static boolean may(Role role, Action action) {
        return all(role).contains(action);
    }

    /// All that this role may do.
    public static Set<Action> all(Role role) {
        return switch (role) {
            case OWNER -> ALL;
            case PRODUCER -> PRODUCERS;
            case MODERATOR -> MODERATORS;
        };
    }
}
