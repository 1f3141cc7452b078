package footlight.platform.outside;

import footlight.front.net.Cidr;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How far requests may go: to the public internet, and to what the operator allows inside.
///
/// @param hosts names in lower case whose addresses may be any
public record Reach(List<Cidr> networks, Set<String> hosts) {
    /// The public internet alone.
    public static final Reach PUBLIC = new Reach(List.of(), Set.of());

    /// @param allowed names, addresses and networks, such as `hooks.internal` and `10.0.0.0/8`
    /// @throws IllegalArgumentException saying which is none
    public static Reach with(List<String> allowed) {
        List<Cidr> networks = new ArrayList<>();
        Set<String> hosts = new HashSet<>();
        for (String one : allowed) {
            if (one.matches("[0-9.]+(/.*)?|.*:.*|.*/.*")) networks.add(Cidr.parse(one));
            else if (one.matches("[a-zA-Z0-9_]([a-zA-Z0-9._-]{0,251}[a-zA-Z0-9_])?"))
                hosts.add(one.toLowerCase(Locale.ROOT));
            else throw new IllegalArgumentException("\"" + one + "\" is no host and no network");
        }
        return new Reach(List.copyOf(networks), Set.copyOf(hosts));
    }

    boolean includes(String host, InetAddress address) {
        return PublicNetworks.have(address)
                || hosts.contains(host)
                || networks.stream().anyMatch(network -> network.contains(address));
    }
}
