package footlight.front.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The reverse proxies whose word about their callers is believed, and how they give it. Each proxy adds itself at
/// the right of a list, so the list is read from the right, and the first address that is not ours to trust is the
/// caller: what stands left of it was written by a stranger.
///
/// Only one family of headers is read. A proxy that writes one passes the other through as its client sent it.
public record TrustedProxies(List<Cidr> ranges, Family family) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Family.X_FORWARDED);

    /// What the proxies write: `X-Forwarded-For`, `-Proto` and `-Host`, or RFC 7239's `Forwarded`.
    public enum Family {
        X_FORWARDED,
        FORWARDED
    }

    /// Header values as they came, one entry per header line; empty when absent.
    public record Said(List<String> forwardedFor, List<String> proto, List<String> host, List<String> forwarded) {
        public static final Said NOTHING = new Said(List.of(), List.of(), List.of(), List.of());
    }

    /// Who called, as far as it can be believed. `scheme` and `host` are null where nobody trusted has said so.
    public record Believed(
            InetAddress address,
            @Nullable String scheme,
            @Nullable String host) {}

    private record Hop(
            String address,
            @Nullable String scheme,
            @Nullable String host) {}

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    public boolean trusts(InetAddress address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) return true;
        }
        return false;
    }

    public Believed believe(InetAddress peer, Said said) {
        if (!trusts(peer)) return new Believed(peer, null, null);
        List<Hop> hops = family == Family.FORWARDED ? forwarded(said) : xForwarded(said);
        InetAddress address = peer;
        Hop speaker = null;
        for (int i = hops.size() - 1; i >= 0 && trusts(address); i--) {
            Optional<InetAddress> next = AddressText.read(hops.get(i).address());
            speaker = hops.get(i);
            // A proxy that hides its client is as far as we can see.
            if (next.isEmpty()) break;
            address = next.get();
        }
        if (speaker == null) {
            // Some proxies say only how they were reached.
            speaker = new Hop("", last(said.proto()), last(said.host()));
        }
        String scheme = scheme(speaker.scheme());
        String host = speaker.host() == null
                ? null
                : Authority.clean(speaker.host(), scheme == null ? "http" : scheme)
                        .orElse(null);
        return new Believed(address, scheme, host);
    }

    private static List<Hop> xForwarded(Said said) {
        List<String> addresses = elements(said.forwardedFor());
        List<String> protos = elements(said.proto());
        List<String> hosts = elements(said.host());
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            hops.add(new Hop(addresses.get(i), beside(i, addresses, protos), beside(i, addresses, hosts)));
        }
        return hops;
    }

    /// The element that belongs to hop `i` where proxies append to both lists; else the nearest proxy's word.
    private static @Nullable String beside(int i, List<String> addresses, List<String> values) {
        if (values.isEmpty()) return null;
        return values.size() == addresses.size() ? values.get(i) : values.getLast();
    }

    private static List<Hop> forwarded(Said said) {
        List<Hop> hops = new ArrayList<>();
        for (String element : quotedElements(said.forwarded())) {
            String address = "";
            String scheme = null;
            String host = null;
            for (String pair : splitOutsideQuotes(element, ';')) {
                int equals = pair.indexOf('=');
                if (equals < 0) continue;
                String value = unquoted(pair.substring(equals + 1).strip());
                switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                    case "for" -> address = value;
                    case "proto" -> scheme = value;
                    case "host" -> host = value;
                    default -> {
                        // "by" and extensions say nothing about the caller.
                    }
                }
            }
            hops.add(new Hop(address, scheme, host));
        }
        return hops;
    }

    private static List<String> elements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            for (String element : line.split(",", -1)) elements.add(element.strip());
        }
        return elements;
    }

    private static List<String> quotedElements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            for (String element : splitOutsideQuotes(line, ',')) elements.add(element.strip());
        }
        return elements;
    }

    /// From the right, where the proxies write: a quote that a client leaves open at the left swallows only its own.
    private static List<String> splitOutsideQuotes(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) quoted = !quoted;
            else if (c == separator && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        return parts.reversed();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) return value;
        return value.substring(1, value.length() - 1).replace("\\", "");
    }

    private static @Nullable String last(List<String> lines) {
        List<String> elements = elements(lines);
        return elements.isEmpty() ? null : elements.getLast();
    }

    private static @Nullable String scheme(@Nullable String text) {
        if (text == null) return null;
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> "https";
            case "http", "ws" -> "http";
            default -> null;
        };
    }
}
