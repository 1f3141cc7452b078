package footlight.platform.mailroom;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/// E-mail addresses as they go over the line: a plain local part, and the domain in its ASCII form. Source: RFC 5321,
/// 4.5.3.1
/// for the lengths, RFC 5322, 3.4.1 for the dot-atom, RFC 5891 for domains.
public final class MailAddress {
    private static final int LOCAL_OCTETS = 64;
    private static final int OCTETS = 254;
    /// Quoted local parts and address literals exist on paper; each of them is more often an attack than a person.
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    /// Letters that the older rules of domains turn into others: the mail would go to somebody else's domain.
    private static final Pattern DEVIANT = Pattern.compile("[ßẞς\\u200c\\u200d]");

    private MailAddress() {}

    /// Empty when no mail can go there.
    static Optional<InternetAddress> of(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0
                || at > LOCAL_OCTETS
                || !LOCAL.matcher(text.substring(0, at)).matches()) return Optional.empty();
        if (DEVIANT.matcher(text).find()) return Optional.empty();
        try {
            String domain = IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            String whole = text.substring(0, at + 1) + domain;
            if (whole.length() > OCTETS || !DOMAIN.matcher(domain).matches()) return Optional.empty();
            return Optional.of(new InternetAddress(whole, true));
        } catch (IllegalArgumentException | AddressException noDomain) {
            return Optional.empty();
        }
    }

    /// Whether mail can go to this address, as far as its form says.
    public static boolean good(String text) {
        return of(text).isPresent();
    }
}
