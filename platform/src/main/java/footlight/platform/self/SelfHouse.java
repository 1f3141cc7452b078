package footlight.platform.self;

import footlight.platform.account.FreshSession;
import footlight.platform.account.OwnSessions;
import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Deeds;
import footlight.platform.identity.IdentityRoutes;
import footlight.platform.mailroom.MailRoom;
import footlight.platform.picture.Avatars;
import io.vertx.core.json.JsonArray;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// The parts of this feature, put together.
public final class SelfHouse {
    private final ProfileRoutes profile;
    private final Takeout takeout;
    private final Farewell farewell;

    private SelfHouse(ProfileRoutes profile, Takeout takeout, Farewell farewell) {
        this.profile = profile;
        this.takeout = takeout;
        this.farewell = farewell;
    }

    /// @param everywhere takes back what an account was let in by
    /// @param signedOut to be run when somebody was signed out elsewhere
    public static SelfHouse open(
            Jdbi jdbi,
            Avatars avatars,
            FreshSession fresh,
            OwnSessions sessions,
            IdentityRoutes identities,
            MailRoom mailRoom,
            String siteName,
            Consumer<String> everywhere,
            Runnable signedOut,
            Deeds deeds,
            InstantSource clock) {
        ProfileTable profiles = new ProfileTable(jdbi);
        Takeout.Parts parts = new Takeout.Parts() {
            @Override
            public JsonArray sessions(String accountId, String token) {
                return sessions.of(accountId, token);
            }

            @Override
            public JsonArray identities(String accountId) {
                return identities.of(accountId);
            }

            @Override
            public JsonArray letters(String email) {
                return mailRoom.to(email);
            }
        };
        return new SelfHouse(
                new ProfileRoutes(profiles, avatars, deeds, clock),
                new Takeout(new TakeoutTable(jdbi), profiles, parts, fresh, avatars, siteName, deeds, clock),
                new Farewell(
                        new FarewellTable(jdbi),
                        profiles,
                        fresh,
                        avatars,
                        mailRoom,
                        siteName,
                        everywhere,
                        signedOut,
                        deeds,
                        clock));
    }

    public void on(ApiRoutes routes) {
        profile.on(routes);
        takeout.on(routes);
        farewell.on(routes);
    }
}
