package footlight.front.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/// What counts as one caller: an IPv4 address, or an IPv6 /64, since a single line is given 2^64 addresses.
public record AddressKey(boolean ipv6, long bits) {
    public static AddressKey of(InetAddress address) {
        byte[] bytes = Arrays.copyOf(address.getAddress(), 8);
        long bits = 0;
        for (byte b : bytes) bits = bits << 8 | (b & 0xFF);
        return new AddressKey(address instanceof Inet6Address, bits);
    }
}
