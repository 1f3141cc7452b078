package footlight.front.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Reads an address that a stranger wrote. Never asks DNS.
public final class AddressText {
    private static final int LONGEST = 64;

    private AddressText() {}

    /// Reads `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`; an IPv4 address
    /// written in IPv6 comes back as IPv4. Empty for names, zones, hidden addresses (`unknown`, `_x`) and garbage.
    public static Optional<InetAddress> read(String text) {
        String literal = withoutPort(text.strip());
        if (literal.isEmpty() || literal.length() > LONGEST || literal.indexOf('%') >= 0) return Optional.empty();
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
        if (bytes == null) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) return "";
            String rest = text.substring(end + 1);
            return rest.isEmpty() || isPort(rest) ? text.substring(1, end) : "";
        }
        int colon = text.indexOf(':');
        boolean oneColon = colon >= 0 && colon == text.lastIndexOf(':');
        if (!oneColon) return text;
        return isPort(text.substring(colon)) ? text.substring(0, colon) : "";
    }

    private static boolean isPort(String colonAndDigits) {
        return colonAndDigits.matches(":[0-9]{1,5}");
    }
}
