package footlight.platform.outside;

import footlight.front.net.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses are of the public internet. Source: the IANA special-purpose address registries for IPv4 and IPv6
/// (RFC 6890), what is "globally reachable" there; and where clouds tell their machines' secrets.
final class PublicNetworks {
    private static final List<Cidr> NOT_IPV4 = ranges(
            "0.0.0.0/8", // this host
            "10.0.0.0/8",
            "100.64.0.0/10", // behind a carrier's NAT; 100.100.100.200 is Alibaba's metadata
            "127.0.0.0/8",
            "168.63.129.16/32", // Azure's platform, though it looks public
            "169.254.0.0/16", // link-local; 169.254.169.254 is everybody's metadata
            "172.16.0.0/12",
            "192.0.0.0/24", // 192.0.0.192 is Oracle's metadata
            "192.0.2.0/24",
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /// All that is given out; whatever else there is, is of somebody inside, or of nobody.
    private static final Cidr IPV6 = Cidr.parse("2000::/3");

    private static final List<Cidr> NOT_IPV6 = ranges(
            "2001::/23", // Teredo, ORCHID, benchmarks
            "2001:db8::/32",
            "2002::/16", // 6to4: an IPv4 address within, by whichever relay
            "3fff::/20");

    /// An IPv4 address behind the network's own translator: as public as that one. Source: RFC 6052.
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");

    private PublicNetworks() {}

    static boolean have(InetAddress address) {
        if (address instanceof Inet4Address) return NOT_IPV4.stream().noneMatch(range -> range.contains(address));
        if (NAT64.contains(address)) return have(within(address));
        return IPV6.contains(address) && NOT_IPV6.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress within(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
