package footlight.platform.account;

/// The cookie that carries a session's token. Over TLS its name makes browsers insist on Secure, Path=/ and this host.
/// Source: RFC 6265bis, 4.1.3.
public final class SessionCookie {
    /// The database says when a session is over; a cookie that ended before it would sign out who comes every day.
    private static final long SECONDS = Sessions.LONGEST.toSeconds();

    private SessionCookie() {}

    public static String name(boolean secure) {
        return secure ? "__Host-session" : "session";
    }

    static String set(boolean secure, String token) {
        return name(secure) + "=" + token + "; Path=/; Max-Age=" + SECONDS + attributes(secure);
    }

    /// What takes it from the browser.
    public static String cleared(boolean secure) {
        return name(secure) + "=; Path=/; Max-Age=0" + attributes(secure);
    }

    private static String attributes(boolean secure) {
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
