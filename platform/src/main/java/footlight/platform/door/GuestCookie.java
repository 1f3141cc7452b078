package footlight.platform.door;

import java.time.Duration;
import java.util.regex.Pattern;

/// The cookie by which a browser is known again to which a door was opened. 256 random bits; the database has
/// only its hash.
public final class GuestCookie {
    public static final Duration LASTS = Duration.ofDays(30);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private GuestCookie() {}

    static String name(boolean secure) {
        return secure ? "__Host-guest" : "guest";
    }

    static boolean looksLikeOne(String token) {
        return TOKEN.matcher(token).matches();
    }

    public static String set(boolean secure, String token) {
        return name(secure) + "=" + token + "; Path=/; Max-Age=" + LASTS.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}
