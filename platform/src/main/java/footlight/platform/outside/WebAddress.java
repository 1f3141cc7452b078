package footlight.platform.outside;

import footlight.front.net.AddressText;
import footlight.platform.outside.OutsideAnswer.Refused;
import footlight.platform.outside.OutsideAnswer.Refused.Reason;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An http or https address as somebody typed it, taken apart once, so that what is looked at and what is asked are the
/// same. Whatever others would read in another way than we is none.
///
/// @param host a name in lower case and ASCII without its last dot, or an address; IPv6 without brackets
/// @param literal the address that `host` is, when it is no name
/// @param target path and query as they go into the request
public record WebAddress(boolean tls, String host, Optional<InetAddress> literal, int port, String target) {
    private static final int LENGTH = 2_048;
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*]|[^:@\\[\\]%]+)(?::([0-9]{1,5}))?");
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern NAME = Pattern.compile(
            "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)" + "(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /// Where something that is not HTTP listens, which a request must not be able to talk to. Source: Fetch, "bad
    /// port".
    private static final Set<Integer> NOT_HTTP = Stream.of(
                    ("1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111"
                                    + " 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530"
                                    + " 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659"
                                    + " 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080")
                            .split(" "))
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet());

    /// An address, or why it is none.
    public sealed interface Read {
        record Good(WebAddress address) implements Read {}

        record Bad(Refused refusal) implements Read {}
    }

    public static Read read(String typed) {
        if (typed.length() > LENGTH) return bad(Reason.MALFORMED, "The address is longer than " + LENGTH + " letters.");
        URI uri;
        try {
            uri = new URI(typed.strip());
        } catch (URISyntaxException unreadable) {
            return malformed();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http"))
            return bad(Reason.SCHEME, "The address must begin with https:// or http://.");
        String authority = uri.getRawAuthority();
        if (authority == null) return malformed();
        if (authority.indexOf('@') >= 0)
            return bad(Reason.CREDENTIALS, "The address must not hold a user or a password.");
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) return malformed();
        boolean tls = scheme.equals("https");
        int port = parts.group(2) == null ? (tls ? 443 : 80) : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535 || NOT_HTTP.contains(port))
            return bad(Reason.PORT, "Port " + port + " is none that web servers have.");
        return host(parts.group(1))
                .<Read>map(host -> new Read.Good(
                        new WebAddress(tls, host.text(), Optional.ofNullable(host.literal()), port, target(uri))))
                .orElseGet(WebAddress::malformed);
    }

    /// As the `Host` field has it. Source: RFC 9110, 7.2.
    String hostField() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /// Where `location` leads from here.
    Read follow(String location) {
        try {
            return read(new URI(text()).resolve(new URI(location.strip())).toString());
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return malformed();
        }
    }

    /// As it would be typed.
    public String text() {
        return (tls ? "https://" : "http://") + hostField() + target;
    }

    private record Host(String text, @Nullable InetAddress literal) {}

    private static Optional<Host> host(String written) {
        if (written.startsWith("[")) return literal(written.substring(1, written.length() - 1));
        String name;
        try {
            // Full-width digits and letters in circles become what they look like here, before anything is compared.
            name = IDN.toASCII(written).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
        if (name.endsWith(".")) name = name.substring(0, name.length() - 1);
        // Whose last part is a number, some read as an address: 127.1, 2130706433, 0x7f.1. Source: URL, 4.2.
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches()) return DOTTED.matcher(name).matches() ? literal(name) : Optional.empty();
        if (name.length() > 253 || !NAME.matcher(name).matches()) return Optional.empty();
        return Optional.of(new Host(name, null));
    }

    private static Optional<Host> literal(String text) {
        return AddressText.read(text).map(address -> new Host(address.getHostAddress(), address));
    }

    private static String target(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private static Read malformed() {
        return bad(Reason.MALFORMED, "This is no web address such as https://hooks.example.org/footlight.");
    }

    private static Read bad(Reason reason, String why) {
        return new Read.Bad(new Refused(reason, why));
    }

    /// Whether what is meant for the one may go to the other.
    static boolean sameSite(WebAddress a, WebAddress b) {
        return a.tls == b.tls && a.port == b.port && a.host.equals(b.host);
    }
}
