package footlight.platform.identity;

import footlight.front.Business;
import footlight.platform.account.Accounts;
import footlight.platform.account.FreshSession;
import footlight.platform.account.SessionRoutes;
import footlight.platform.account.SignUp;
import footlight.platform.api.WhoAsks;
import footlight.platform.channel.Deeds;
import footlight.platform.identity.Provider.Kind;
import footlight.platform.outside.Outside;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.show.Addresses;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// The parts of this feature, put together.
public record IdentityHouse(AuthRoutes auth, IdentityRoutes routes, RegistrationRoutes registrations) {
    /// @param ofSettings the providers that the operator switched on there
    public static IdentityHouse open(
            Jdbi jdbi,
            SecretKey secret,
            RandomNames names,
            List<Provider> ofSettings,
            Outside outside,
            Business business,
            Accounts accounts,
            SignUp signUp,
            SessionRoutes sessions,
            WhoAsks whoAsks,
            Addresses addresses,
            Deeds deeds,
            boolean mail,
            InstantSource clock) {
        Providers providers = new Providers(ofSettings, new ProviderTable(jdbi), secret.seal("provider"), clock);
        Identities identities = new Identities(new IdentityTable(jdbi), accounts, signUp, names, clock);
        ProviderCalls calls = new ProviderCalls(outside);
        Map<Kind, Way> ways = Map.of(
                Kind.OPENID, new OpenIdWay(calls, clock),
                Kind.FACEBOOK, new FacebookWay(calls),
                Kind.X, new XWay(calls));
        AuthRoutes auth = new AuthRoutes(
                business,
                providers,
                identities,
                ways,
                new AttemptCookie(secret.seal("attempt")),
                sessions,
                whoAsks,
                addresses,
                deeds,
                names,
                clock);
        FreshSession fresh = new FreshSession(accounts.sessions());
        return new IdentityHouse(
                auth,
                new IdentityRoutes(providers, identities, auth, fresh, deeds, mail),
                new RegistrationRoutes(providers, auth, fresh, deeds));
    }
}
