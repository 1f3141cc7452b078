package footlight.platform.identity;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessHandler;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.platform.account.SessionRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.UnlessAway;
import footlight.platform.api.Whence;
import footlight.platform.api.WhoAsks;
import footlight.platform.channel.Deeds;
import footlight.platform.identity.Identities.Entered;
import footlight.platform.identity.ProviderFault.Reason;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import io.vertx.ext.web.Router;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to a provider and back: `/auth/google/start` and `/auth/google/callback`. Whatever goes wrong ends on a page
/// of ours that says so.
public final class AuthRoutes implements Mount {
    private static final Logger log = LoggerFactory.getLogger(AuthRoutes.class);
    private static final int CODE_LETTERS = 4096;
    private static final String HOME = "/manage";

    private final Business business;
    private final Providers providers;
    private final Identities identities;
    private final Map<Provider.Kind, Way> ways;
    private final AttemptCookie cookie;
    private final SessionRoutes sessions;
    private final WhoAsks whoAsks;
    private final Addresses addresses;
    private final Deeds deeds;
    private final RandomNames names;
    private final InstantSource clock;

    AuthRoutes(
            Business business,
            Providers providers,
            Identities identities,
            Map<Provider.Kind, Way> ways,
            AttemptCookie cookie,
            SessionRoutes sessions,
            WhoAsks whoAsks,
            Addresses addresses,
            Deeds deeds,
            RandomNames names,
            InstantSource clock) {
        this.business = business;
        this.providers = providers;
        this.identities = identities;
        this.ways = Map.copyOf(ways);
        this.cookie = cookie;
        this.sessions = sessions;
        this.whoAsks = whoAsks;
        this.addresses = addresses;
        this.deeds = deeds;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get("/auth/:provider/start").handler(business.on(0, away(this::start)));
        router.get("/auth/:provider/callback").handler(business.on(0, away(this::callback)));
    }

    private static BusinessHandler away(BusinessHandler handler) {
        return new UnlessAway(request -> Whence.known(request, () -> handler.handle(request)));
    }

    /// Where providers send browsers back to.
    String callback(BusinessRequest request, String key) {
        return addresses.origin(request.caller()) + "/auth/" + key + "/callback";
    }

    /// Asks the provider whether it knows us.
    ///
    /// @throws ProviderFault saying what is wrong
    void tryOut(BusinessRequest request, Provider provider) throws ProviderFault {
        String redirect = callback(request, provider.key());
        way(provider).tryOut(provider, Attempt.begin(names, provider, redirect, HOME, null, false, clock.instant()));
    }

    /// Where to send the browser, and the cookie that has to come back with it.
    record Begun(String url, String setCookie) {}

    /// @param linkTo the account that is to have the identity; null to sign in
    /// @throws ProviderFault when the provider does not answer
    Begun begin(BusinessRequest request, Provider provider, String next, @Nullable String linkTo, boolean anew)
            throws ProviderFault {
        String redirect = callback(request, provider.key());
        Attempt attempt = Attempt.begin(names, provider, redirect, next, linkTo, anew, clock.instant());
        return new Begun(
                way(provider).start(provider, attempt),
                cookie.set(request.caller().secure(), attempt));
    }

    private Way way(Provider provider) {
        return java.util.Objects.requireNonNull(ways.get(provider.kind()), "a way for each kind");
    }

    private Answer start(BusinessRequest request) {
        String next = OwnPath.of(request.query("next").orElse(HOME), HOME);
        Optional<Provider> provider = providers.byKey(request.pathPart("provider"));
        if (provider.isEmpty()) return toSignIn("no-provider", "", next);
        try {
            Begun begun = begin(
                    request, provider.get(), next, null, request.query("again").isPresent());
            return Answer.redirect(303, begun.url()).with("set-cookie", begun.setCookie());
        } catch (ProviderFault fault) {
            note(provider.get(), fault);
            return toSignIn(fault.reason().word(), provider.get().key(), next);
        }
    }

    private Answer callback(BusinessRequest request) {
        boolean secure = request.caller().secure();
        Optional<Attempt> attempt = request.cookie(AttemptCookie.name(secure))
                .flatMap(value -> cookie.read(value, clock.instant()))
                .filter(begun -> begun.provider().equals(request.pathPart("provider")));
        return answered(request, attempt).with("set-cookie", AttemptCookie.cleared(secure));
    }

    private Answer answered(BusinessRequest request, Optional<Attempt> attempt) {
        Optional<Provider> provider = providers.byKey(request.pathPart("provider"));
        if (provider.isEmpty()) return toSignIn("no-provider", "", HOME);
        try {
            if (attempt.isEmpty()) throw new ProviderFault(Reason.EXPIRED, "no attempt of this browser");
            Someone someone = someone(request, provider.get(), attempt.get());
            if (attempt.get().linkTo() == null) return signIn(request, provider.get(), attempt.get(), someone);
            return link(request, provider.get(), attempt.get(), someone);
        } catch (ProviderFault fault) {
            note(provider.get(), fault);
            String next = attempt.map(Attempt::next).orElse(HOME);
            if (attempt.isPresent() && attempt.get().linkTo() != null)
                return toAccount(fault.reason().word(), provider.get().key());
            return toSignIn(fault.reason().word(), provider.get().key(), next);
        }
    }

    private Someone someone(BusinessRequest request, Provider provider, Attempt attempt) throws ProviderFault {
        // Some other site's frame or script, not a visit: whoever looks at it would not see it happen.
        if (request.caller().foreign()) throw new ProviderFault(Reason.EXPIRED, "no visit");
        if (!Digests.same(attempt.state(), once(request, "state")))
            throw new ProviderFault(Reason.EXPIRED, "the state of another attempt");
        if (!identities.useUp(attempt)) throw new ProviderFault(Reason.EXPIRED, "came back twice");
        Optional<String> error = request.query("error");
        if (error.isPresent()) throw refused(error.get());
        String code = once(request, "code");
        if (code.isEmpty() || code.length() > CODE_LETTERS)
            throw new ProviderFault(Reason.UNTRUSTED, "no code that can be");
        return way(provider)
                .finish(
                        provider,
                        attempt,
                        new Way.Returned(code, request.query("iss").orElse(null)));
    }

    /// Source: RFC 6749, 4.1.2.1, and OpenID Connect Core, 3.1.2.6.
    private static ProviderFault refused(String error) {
        return switch (error) {
            case "access_denied", "login_required", "consent_required", "interaction_required" ->
                new ProviderFault(Reason.DENIED, "the person said no");
            case "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope" ->
                new ProviderFault(Reason.MISREGISTERED, error);
            default -> new ProviderFault(Reason.AWAY, "it came back with an error");
        };
    }

    /// The one value of a query parameter; empty when there is none, or several.
    private static String once(BusinessRequest request, String name) {
        List<String> values = request.queries().getAll(name);
        return values.size() == 1 ? values.getFirst() : "";
    }

    private Answer signIn(BusinessRequest request, Provider provider, Attempt attempt, Someone someone)
            throws ProviderFault {
        Entered entered = identities.enter(provider, someone);
        if (!entered.deed().isEmpty())
            deeds.note(
                    new Asker.Person(
                            entered.account().id(), "", entered.account().admin()),
                    entered.deed(),
                    entered.account().id(),
                    "by " + provider.key());
        return sessions.enter(request, entered.account(), "by " + provider.key(), on(provider.key(), attempt.next()));
    }

    private Answer link(BusinessRequest request, Provider provider, Attempt attempt, Someone someone)
            throws ProviderFault {
        // The one who began must still be the one who is signed in.
        if (!(whoAsks.of(request) instanceof Asker.Person person)
                || !person.accountId().equals(attempt.linkTo()))
            throw new ProviderFault(Reason.SIGNED_OUT, "somebody else is signed in now");
        identities.link(provider, someone, person.accountId());
        deeds.note(person, "account.link", person.accountId(), "by " + provider.key());
        return on(provider.key(), attempt.next());
    }

    /// Facebook puts `#_=_` behind the address, which browsers carry on unless another fragment takes its place.
    private static Answer on(String provider, String path) {
        return Answer.redirect(303, provider.equals("facebook") && !path.contains("#") ? path + "#" : path);
    }

    private static Answer toSignIn(String problem, String provider, String next) {
        return on(
                provider, "/sign-in?problem=" + problem + "&provider=" + encoded(provider) + "&next=" + encoded(next));
    }

    private static Answer toAccount(String problem, String provider) {
        return on(provider, "/account?problem=" + problem + "&provider=" + encoded(provider));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void note(Provider provider, ProviderFault fault) {
        switch (fault.reason()) {
            case AGAIN, AWAY, MISREGISTERED, UNTRUSTED ->
                log.warn("signing in by {} failed: {}", provider.key(), fault.getMessage());
            case DENIED, EXPIRED, LINK_FIRST, ANOTHERS, NO_NEWCOMERS, SHUT_OUT, SIGNED_OUT ->
                log.debug("signing in by {} ended: {}", provider.key(), fault.getMessage());
        }
    }
}
