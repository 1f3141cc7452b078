package footlight.front.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a Host header may be: a name or address, with or without a port. Anything else is refused, because it ends
/// up in links, cookies' domains and policies.
public final class Authority {
    private static final int LONGEST = 261;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}\\](:[0-9]{1,5})?");

    private Authority() {}

    /// In lower case, without the port that `scheme` implies. Empty when `text` is no authority.
    public static Optional<String> clean(String text, String scheme) {
        if (text.length() > LONGEST) return Optional.empty();
        if (!NAME.matcher(text).matches() && !isIpv6(text)) return Optional.empty();
        String lower = text.toLowerCase(Locale.ROOT);
        String implied = scheme.equals("https") ? ":443" : ":80";
        return Optional.of(lower.endsWith(implied) ? lower.substring(0, lower.length() - implied.length()) : lower);
    }

    /// What only looks like an address in brackets could not stand in a link.
    private static boolean isIpv6(String text) {
        return IPV6.matcher(text).matches() && AddressText.read(text).isPresent();
    }
}
