package footlight.platform.identity;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Somebody who vouches for people, as this server is registered there.
///
/// @param key its name in addresses, such as `google`
/// @param name what people call it
/// @param site where people sign in: of OpenID providers the issuer
/// @param api where programs ask; empty for OpenID providers, whose issuer says it
/// @param clientId who we are there
public record Provider(
        String key, Kind kind, String name, String site, String api, String clientId, String clientSecret) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// What it speaks.
    public enum Kind {
        OPENID,
        FACEBOOK,
        X;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException when it is none
        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static Provider openId(String key, String name, String issuer, String clientId, String clientSecret) {
        return new Provider(key, Kind.OPENID, name, issuer, "", clientId, clientSecret);
    }

    public static Provider google(String clientId, String clientSecret) {
        return openId("google", "Google", "https://accounts.google.com", clientId, clientSecret);
    }

    /// Without a version in its addresses, the oldest that the app may still use answers: it does not end by itself.
    public static Provider facebook(String clientId, String clientSecret) {
        return facebook("https://www.facebook.com", "https://graph.facebook.com", clientId, clientSecret);
    }

    public static Provider facebook(String site, String api, String clientId, String clientSecret) {
        return new Provider("facebook", Kind.FACEBOOK, "Facebook", site, api, clientId, clientSecret);
    }

    public static Provider x(String clientId, String clientSecret) {
        return x("https://x.com", "https://api.x.com", clientId, clientSecret);
    }

    public static Provider x(String site, String api, String clientId, String clientSecret) {
        return new Provider("x", Kind.X, "X", site, api, clientId, clientSecret);
    }

    /// Whether secrets and tokens may go there: by https, or to this machine.
    public static boolean safe(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) return false;
            return "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Provider[" + key + "]";
    }
}
