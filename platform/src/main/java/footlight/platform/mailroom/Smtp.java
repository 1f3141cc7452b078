package footlight.platform.mailroom;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The mail server that takes our letters, as the setting `mail.smtp` names it.
///
/// @param user null when it asks for none
public record Smtp(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        Tls tls) {
    private static final String HIDDEN = "(secret)";
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    /// When the line is encrypted.
    public enum Tls {
        /// From the first byte on.
        AT_ONCE,
        /// By STARTTLS, else not at all.
        REQUIRED,
        /// By STARTTLS where the server offers it, whoever's certificate it shows: a relay in one's own house.
        IF_OFFERED,
        NEVER
    }

    /// Reads `smtp://user:password@host:587` or `smtps://…`; `?starttls=required`, `offered` or `never` decides what
    /// else
    /// the password does: without TLS none is sent.
    ///
    /// @throws IllegalArgumentException when it is none of that
    public static Smtp of(String text) {
        URI address = URI.create(withOneAt(text));
        boolean atOnce = "smtps".equals(address.getScheme());
        if (!atOnce && !"smtp".equals(address.getScheme())) throw new IllegalArgumentException("not smtp or smtps");
        if (address.getHost() == null) throw new IllegalArgumentException("no host");
        String path = address.getRawPath();
        if (path != null && !path.isEmpty() && !path.equals("/")) throw new IllegalArgumentException("a path");
        String said = address.getRawUserInfo();
        String user = null;
        String password = null;
        if (said != null) {
            int colon = said.indexOf(':');
            if (colon < 0) throw new IllegalArgumentException("a user without a password");
            user = decoded(said.substring(0, colon));
            password = decoded(said.substring(colon + 1));
        }
        int port = address.getPort() >= 0 ? address.getPort() : atOnce ? SUBMISSIONS : SUBMISSION;
        return new Smtp(address.getHost(), port, user, password, tls(atOnce, address.getRawQuery(), user != null));
    }

    /// Users are often called by an address: `smtp://ada@example.org:password@host`.
    private static String withOneAt(String text) {
        int begin = text.indexOf("://") + 3;
        int slash = text.indexOf('/', begin);
        int end = slash < 0 ? text.length() : slash;
        int last = text.lastIndexOf('@', end);
        if (begin < 3 || last < begin) return text;
        return text.substring(0, begin) + text.substring(begin, last).replace("@", "%40") + text.substring(last);
    }

    private static Tls tls(boolean atOnce, @Nullable String query, boolean withPassword) {
        if (query == null) return atOnce ? Tls.AT_ONCE : withPassword ? Tls.REQUIRED : Tls.IF_OFFERED;
        if (atOnce) throw new IllegalArgumentException("smtps needs no starttls");
        return switch (query.toLowerCase(Locale.ROOT)) {
            case "starttls=required" -> Tls.REQUIRED;
            case "starttls=offered" -> Tls.IF_OFFERED;
            case "starttls=never" -> Tls.NEVER;
            default -> throw new IllegalArgumentException("not starttls=required, offered or never");
        };
    }

    private static String decoded(String text) {
        // A plus is a plus here.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// What the mail server said, without the password, should it repeat it: as it is, or as AUTH has it. Source:
    /// RFC 4616; LOGIN sends the password's base64 alone.
    String withoutSecrets(String said) {
        if (password == null || password.isEmpty()) return said;
        return said.replace(base64("\0" + user + "\0" + password), HIDDEN)
                .replace(base64(password), HIDDEN)
                .replace(password, HIDDEN);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Such as `mail.example.org:587`; without the secrets.
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
