package footlight.app;

import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Setting;
import footlight.app.settings.Settings;
import footlight.platform.identity.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The sites by which people sign in, as the settings switch them on.
final class SignInProviders {
    private final ChosenSettings settings;
    private final List<Provider> providers = new ArrayList<>();

    private SignInProviders(ChosenSettings settings) {
        this.settings = settings;
    }

    /// @throws CannotStart when there is one half of a registration without the other
    static List<Provider> of(ChosenSettings settings) {
        SignInProviders read = new SignInProviders(settings);
        read.add(Settings.SIGNIN_GOOGLE_ID, Settings.SIGNIN_GOOGLE_SECRET, Provider::google);
        Optional<String> facebook = read.standIn(Settings.SIGNIN_FACEBOOK_ADDRESS);
        read.add(Settings.SIGNIN_FACEBOOK_ID, Settings.SIGNIN_FACEBOOK_SECRET, (id, secret) -> facebook.map(
                        at -> Provider.facebook(at, at, id, secret))
                .orElseGet(() -> Provider.facebook(id, secret)));
        Optional<String> x = read.standIn(Settings.SIGNIN_X_ADDRESS);
        read.add(Settings.SIGNIN_X_ID, Settings.SIGNIN_X_SECRET, (id, secret) -> x.map(
                        at -> Provider.x(at, at, id, secret))
                .orElseGet(() -> Provider.x(id, secret)));
        Optional<URI> issuer = settings.find(Settings.SIGNIN_OIDC_ISSUER);
        if (issuer.isPresent() != settings.find(Settings.SIGNIN_OIDC_ID).isPresent())
            throw new CannotStart("signin.oidc.issuer and signin.oidc.id belong together: one of them is not set.");
        issuer.ifPresent(address -> read.add(
                Settings.SIGNIN_OIDC_ID,
                Settings.SIGNIN_OIDC_SECRET,
                (id, secret) -> Provider.openId(
                        "oidc", settings.of(Settings.SIGNIN_OIDC_NAME), address.toString(), id, secret)));
        return List.copyOf(read.providers);
    }

    private Optional<String> standIn(Setting<URI> address) {
        return settings.find(address)
                .map(URI::toString)
                .map(at -> at.endsWith("/") ? at.substring(0, at.length() - 1) : at);
    }

    private void add(Setting<String> id, Setting<String> secret, BiFunction<String, String, Provider> made) {
        Optional<String> who = settings.find(id);
        Optional<String> proof = settings.find(secret);
        if (who.isPresent() != proof.isPresent())
            throw new CannotStart(id.name() + " and " + secret.name() + " belong together: one of them is not set.");
        if (who.isPresent() && proof.isPresent()) providers.add(made.apply(who.get(), proof.get()));
    }
}
