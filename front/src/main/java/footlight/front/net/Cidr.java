package footlight.front.net;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses, such as `10.0.0.0/8`; a lone address is a range of one.
public record Cidr(InetAddress first, int prefixBits) {

    public Cidr {
        int widthBits = first.getAddress().length * 8;
        if (prefixBits < 0 || prefixBits > widthBits)
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits does not fit " + first);
    }

    /// @throws IllegalArgumentException saying what is wrong with `text`
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String addressText = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = AddressText.read(addressText)
                .filter(_ -> !addressText.contains("[") && !addressText.matches(".*\\..*:.*"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not an address range; write it like 10.0.0.0/8 or 2001:db8::/32"));
        int widthBits = address.getAddress().length * 8;
        if (slash < 0) return new Cidr(address, widthBits);
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > widthBits)
            throw new IllegalArgumentException(
                    "\"" + text + "\" has no prefix between 0 and " + widthBits + " after the slash");
        return new Cidr(address, Integer.parseInt(bits));
    }

    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) return false;
        int whole = prefixBits / 8;
        if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) return false;
        int restBits = prefixBits % 8;
        if (restBits == 0) return true;
        int mask = 0xFF << (8 - restBits);
        return (ours[whole] & mask) == (theirs[whole] & mask);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefixBits;
    }
}
