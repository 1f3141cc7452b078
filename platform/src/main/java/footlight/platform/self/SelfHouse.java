package footlight.platform.self;

import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Deeds;
import footlight.platform.picture.Avatars;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// The parts of this feature, put together.
public final class SelfHouse {
    private final ProfileRoutes profile;

    private SelfHouse(ProfileRoutes profile) {
        this.profile = profile;
    }

    public static SelfHouse open(Jdbi jdbi, Avatars avatars, Deeds deeds, InstantSource clock) {
        return new SelfHouse(new ProfileRoutes(new ProfileTable(jdbi), avatars, deeds, clock));
    }

    public void on(ApiRoutes routes) {
        profile.on(routes);
    }
}
